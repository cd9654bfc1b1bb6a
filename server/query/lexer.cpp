// The lexer: one pass over the classified characters.
#include "server/query/lexer.h"

#include <algorithm>

#include "server/query/characters.h"
#include "server/query/reserved_syntax.h"

namespace backfile::query {
namespace {

bool is_quote(CharClass kind) {
  return kind == CharClass::double_quote || kind == CharClass::angle_quote || kind == CharClass::corner_open ||
         kind == CharClass::corner_close;
}
bool is_sign(CharClass kind) { return kind == CharClass::minus || kind == CharClass::plus; }
bool in_word(CharClass kind) { return kind == CharClass::word || is_sign(kind); }

class Lexer {
 public:
  Lexer(std::string_view text, const ParseLimits& limits, std::vector<std::string>& warnings)
      : characters_(characters(text)), limits_(limits), warnings_(warnings) {}

  Result<std::vector<Token>> run() {
    while (at_ < characters_.size()) {
      step();
      if (clauses_ > limits_.max_clauses) {
        return fail(Code::refused, "The query has more than " + std::to_string(limits_.max_clauses) + " words, phrases and groups.", "q");
      }
      if (depth_ > limits_.max_depth) {
        return fail(Code::refused, "The query has groups more than " + std::to_string(limits_.max_depth) + " deep.", "q");
      }
    }
    return std::move(tokens_);
  }

 private:
  void step() {
    switch (characters_[at_].kind) {
      case CharClass::space:
        ++at_;
        return;
      case CharClass::open:
        ++at_;
        return open();
      case CharClass::close:
        ++at_;
        return close();
      case CharClass::minus:
      case CharClass::plus:
        return sign();
      case CharClass::word:
        return word();
      default:
        return quote();
    }
  }

  void open() {
    tokens_.push_back({Token::Kind::open, "("});
    ++depth_;
    ++clauses_;
  }

  void close() {
    tokens_.push_back({Token::Kind::close, ")"});
    if (depth_ > 0) --depth_;
  }

  void add(Token::Kind kind, std::string text) {
    tokens_.push_back({kind, std::move(text)});
    ++clauses_;
  }

  // A sign counts where a word may begin. In `"first"-class` it is a hyphen.
  void sign() {
    const auto begin = at_;
    while (at_ < characters_.size() && is_sign(characters_[at_].kind)) ++at_;
    const bool touches = begin > 0 && characters_[begin - 1].kind != CharClass::space && !tokens_.empty();
    if (touches && (tokens_.back().kind == Token::Kind::close || tokens_.back().kind == Token::Kind::phrase)) return;
    const auto next = at_ < characters_.size() ? characters_[at_].kind : CharClass::space;
    const bool lone = next == CharClass::space || next == CharClass::close;
    if (lone || at_ - begin > 1) {
      warn(warnings_, std::string(lone ? "A lone " : "The signs ") + quoted(utf8(characters_, begin, at_)) +
                          (lone ? " was ignored." : " were ignored."));
      return;
    }
    const bool minus = characters_[begin].kind == CharClass::minus;
    tokens_.push_back(minus ? Token{Token::Kind::negate, "-"} : Token{Token::Kind::require, "+"});
  }

  void word() {
    const auto begin = at_;
    while (at_ < characters_.size() && in_word(characters_[at_].kind)) ++at_;
    const std::string text = utf8(characters_, begin, at_);
    if (const auto kind = keyword(text); kind != Token::Kind::word) {
      tokens_.push_back({kind, text});
      return;
    }
    const auto next = at_ < characters_.size() ? characters_[at_].kind : CharClass::space;
    const bool glued = next == CharClass::open || (is_quote(next) && partner(at_) != kNone);
    if (glued && is_field_prefix(text, warnings_)) return;
    const auto words = plain_words(text, warnings_);
    if (words.size() > 1) open();  // -title:coal takes both words away
    for (const auto& plain : words) {
      // An operator's name that syntax has laid bare (title:OR) is a phrase, so that it stays what it is in the canonical text.
      add(keyword(plain) == Token::Kind::word ? Token::Kind::word : Token::Kind::phrase, plain);
    }
    if (words.size() > 1) close();
  }

  static Token::Kind keyword(const std::string& text) {
    if (text == "OR") return Token::Kind::either;
    if (text == "AND") return Token::Kind::both;
    if (text == "NOT") return Token::Kind::negate;
    return Token::Kind::word;
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // The mark that closes the quotation opened at `begin`. Each kind remembers that there are no more, which keeps this linear.
  std::size_t partner(std::size_t begin) {
    const auto kind = characters_[begin].kind;
    if (kind == CharClass::corner_close) return kNone;
    const auto wanted = kind == CharClass::corner_open ? CharClass::corner_close : kind;
    bool& exhausted = exhausted_[static_cast<std::size_t>(wanted)];
    for (auto i = begin + 1; !exhausted && i < characters_.size(); ++i) {
      if (characters_[i].kind == wanted) return i;
    }
    exhausted = true;
    return kNone;
  }

  void quote() {
    const auto end = partner(at_);
    if (end == kNone) {
      warn(warnings_, "The quotation mark " + utf8(characters_, at_, at_ + 1) + " has no partner and was ignored.");
      ++at_;
      return;
    }
    add(Token::Kind::phrase, phrase_text(at_ + 1, end));
    at_ = end + 1;
    skip_nearness();
  }

  // One space for a run of spaces or inner quotation marks, so that the canonical text can always be quoted.
  std::string phrase_text(std::size_t begin, std::size_t end) const {
    std::string out;
    while (begin < end) {
      const auto blank = [](const Character& c) { return c.kind == CharClass::space || is_quote(c.kind); };
      auto stop = begin;
      while (stop < end && !blank(characters_[stop])) ++stop;
      if (stop > begin) out += (out.empty() ? "" : " ") + utf8(characters_, begin, stop);
      begin = stop + 1;
    }
    return out;
  }

  // "a b"~5
  void skip_nearness() {
    const auto begin = at_;
    const auto digit = [&](std::size_t i) { return i < characters_.size() && characters_[i].code >= U'0' && characters_[i].code <= U'9'; };
    if (begin >= characters_.size() || characters_[begin].code != U'~' || !digit(begin + 1)) return;
    for (++at_; digit(at_);) ++at_;
    warn(warnings_, "Nearness is not understood in a query yet: " + quoted(utf8(characters_, begin, at_)) + " after a phrase was ignored.");
  }

  const std::vector<Character> characters_;
  const ParseLimits& limits_;
  std::vector<std::string>& warnings_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0, clauses_ = 0, depth_ = 0;
  bool exhausted_[static_cast<std::size_t>(CharClass::plus) + 1] = {};
};

}  // namespace

Result<std::vector<Token>> lex(const std::string& text, const ParseLimits& limits, std::vector<std::string>& warnings) {
  return Lexer(text, limits, warnings).run();
}

void warn(std::vector<std::string>& warnings, const std::string& warning) {
  if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) warnings.push_back(warning);
}

}  // namespace backfile::query
