// The lexer: one pass over the classified characters.
#include "server/query/lexer.h"

#include <algorithm>

#include "server/query/characters.h"
#include "server/query/word_syntax.h"

namespace backfile::query {
namespace {

bool is_quote(CharClass kind) {
  return kind == CharClass::double_quote || kind == CharClass::angle_quote || kind == CharClass::corner_open ||
         kind == CharClass::corner_close;
}
bool is_sign(CharClass kind) { return kind == CharClass::minus || kind == CharClass::plus; }
bool in_word(CharClass kind) { return kind == CharClass::word || is_sign(kind); }

// Nobody types a wildcard or range as long as this; it keeps the work linear in the text.
constexpr std::size_t kLongestSyntax = 256;

class Lexer {
 public:
  Lexer(std::string_view text, const ParseLimits& limits, std::vector<std::string>& warnings)
      : characters_(characters(text)), limits_(limits), warnings_(warnings) {}

  Result<std::vector<Token>> run() {
    while (at_ < characters_.size()) {
      step();
      if (wildcards_ > limits_.max_wildcards) {
        return fail(Code::refused,
                    "The query has more than " + std::to_string(limits_.max_wildcards) + " wildcards and words with letters off.", "q");
      }
      if (clauses_ > limits_.max_clauses) return too_many_clauses(limits_, "words, phrases and groups");
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
        return drop_lone_prefix();
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
    if (field_prefix()) return;
    while (at_ < characters_.size() && in_word(characters_[at_].kind)) ++at_;
    const std::string text = utf8(characters_, begin, at_);
    const bool behind_prefix = !tokens_.empty() && tokens_.back().kind == Token::Kind::field && begin > 0;
    const auto kind = keyword(text);
    if (kind != Token::Kind::word) {
      // Behind title: it is laid bare, and a phrase, so that it stays what it is in the canonical text.
      if (behind_prefix) return add(Token::Kind::phrase, text);
      tokens_.push_back({kind, text});
      return;
    }
    if (const auto prefix = prefix_of(text); prefix && (text.size() > prefix->length || opens(at_))) return dates(*prefix, begin);
    if (prefix_of(text)) warn(warnings_, quoted(text) + " was read as a word: write what it is to apply to without a space behind it.");
    const bool value = behind_prefix && !has_words(tokens_.back().field);
    if (value || !syntax(text)) add(Token::Kind::word, text);
  }

  bool opens(std::size_t at) {
    if (at >= characters_.size()) return false;
    return characters_[at].kind == CharClass::open || (is_quote(characters_[at].kind) && partner(at) != kNone);
  }

  // `title:` stands before the rest of its word, which is read next, or before a phrase or group. Looks at a few characters only, so that
  // title:title:title: is linear.
  bool field_prefix() {
    auto end = at_;
    while (end < characters_.size() && end - at_ < kLongestPrefix && characters_[end].kind == CharClass::word) ++end;
    const auto prefix = prefix_of(utf8(characters_, at_, end));
    if (!prefix || prefix->kind != Prefix::Kind::field) return false;
    const auto rest = at_ + prefix->length;
    if (rest >= characters_.size() || !(in_word(characters_[rest].kind) || opens(rest))) return false;
    drop_lone_prefix();  // one right before this one
    Token token{Token::Kind::field, utf8(characters_, at_, rest)};
    token.field = prefix->field;
    tokens_.push_back(std::move(token));
    at_ = rest;
    return true;
  }

  // `date:` and its like take the rest of their word, or the quotation behind them.
  void dates(const Prefix& prefix, std::size_t begin) {
    const std::string name = utf8(characters_, begin, begin + prefix.length);
    std::string value = utf8(characters_, begin + prefix.length, at_);
    if (value.empty() && characters_[at_].kind == CharClass::open) {
      warn(warnings_, quoted(name) + " before a group was ignored: it takes one date or range.");
      return;
    }
    if (value.empty()) {  // a quotation follows
      const auto end = partner(at_);
      value = phrase_text(at_ + 1, end);
      at_ = end + 1;
    }
    add_dates(prefix.kind, name, value);
  }

  void add_dates(Prefix::Kind kind, const std::string& name, const std::string& value) {
    auto range = date_range(value);
    const bool one = range && range->from == range->to;
    if (!range || (kind != Prefix::Kind::date && !one)) {
      warn(warnings_, quoted(name + value) + " names no " + (kind == Prefix::Kind::date ? "date or range of dates" : "date") +
                          " and was read as plain words: write 1912, 1912-04 or 1912-04-16.");
      open();
      add(Token::Kind::word, name.substr(0, name.size() - 1));
      add(Token::Kind::phrase, value);
      return close();
    }
    if (kind == Prefix::Kind::after) range->to = {};
    if (kind == Prefix::Kind::before) range->from = {};
    add_range(name + value, *range);
  }

  void add_range(const std::string& typed, const DateRange& range) {
    if (range.exchanged) warn(warnings_, quoted(typed) + " ends before it begins and was read the other way round.");
    add(Token::Kind::dates, typed);
    tokens_.back().from = range.from;
    tokens_.back().to = range.to;
  }

  // Wildcards, letters off, and ranges of years without their prefix. False where the word has no such syntax.
  bool syntax(const std::string& text) {
    if (text.size() > kLongestSyntax) return false;
    const auto off = letters_off(text);
    if (off && off->word.find('*') != std::string_view::npos) {
      warn(warnings_, quoted(text) + " is a wildcard: no letter of it may be off as well.");
      return syntax(std::string(off->word));
    }
    if (const auto pattern = wildcard(text)) {
      add(Token::Kind::wildcard, *pattern);
      ++wildcards_;
      return true;
    }
    if (off) return add_letters_off(text, *off), true;
    if (text.find('*') != std::string::npos) return add_without_stars(text), true;
    const auto range = text.find("..") == std::string::npos ? std::nullopt : date_range(text);
    if (!range || !has_digits_around_dots(text)) return false;
    warn(warnings_, quoted(text) + " was read as a range of dates, date:" + text + ".");
    add_range(text, *range);
    return true;
  }

  static bool has_digits_around_dots(const std::string& text) {
    const auto dots = text.find("..");
    const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    return dots > 0 && digit(dots - 1) && digit(dots + 2);
  }

  void add_letters_off(const std::string& text, const LettersOff& off) {
    std::string word(off.word);
    int letters = off.letters;
    // Of two letters one off is nearly any word, of three two.
    const std::size_t length = characters(word).size();
    const int sensible = length < 3 ? 0 : length < 4 ? 1 : 2;
    if (off.reduced || letters > sensible) {
      letters = std::min(letters, sensible);
      warn(warnings_, quoted(text) + " was read with " + std::to_string(letters) + (letters == 1 ? " letter" : " letters") +
                          " off: two at most, one in words of three letters, none in shorter ones.");
    }
    const bool bare = letters == 0 && needs_quotes(word);  // OR~1
    add(bare ? Token::Kind::phrase : Token::Kind::word, std::move(word));
    tokens_.back().distance = letters;
    if (letters > 0) ++wildcards_;
  }

  void add_without_stars(const std::string& text) {
    const auto words = without_stars(text);
    warn(warnings_, quoted(text) + (words.empty() ? " was ignored: a wildcard needs letters before its *."
                                                  : " was read as plain words: a wildcard needs two letters or more before its first *."));
    if (words.size() > 1) open();
    for (const auto& plain : words) add(needs_quotes(plain) ? Token::Kind::phrase : Token::Kind::word, plain);
    if (words.size() > 1) close();
  }

  // A piece that syntax has laid bare and that would be read as syntax when it stands alone.
  static bool needs_quotes(const std::string& piece) {
    const auto first = characters(piece).front().kind;
    return keyword(piece) != Token::Kind::word || prefix_of(piece) || letters_off(piece) || is_sign(first) ||
           piece.find("..") != std::string::npos;
  }

  // A prefix, and signs behind it, with a space where its word should be.
  void drop_lone_prefix() {
    std::size_t keep = tokens_.size();
    while (keep > 0 && (tokens_[keep - 1].kind == Token::Kind::negate || tokens_[keep - 1].kind == Token::Kind::require) &&
           tokens_[keep - 1].text != "NOT")
      --keep;
    if (keep == 0 || tokens_[keep - 1].kind != Token::Kind::field) return;
    warn(warnings_, quoted(tokens_[keep - 1].text) + " with nothing to apply to was ignored.");
    tokens_.resize(keep - 1);
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
    nearness();
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
  void nearness() {
    constexpr int kFarthest = 50;  // well below the gap between paragraphs
    const auto begin = at_;
    const auto digit = [&](std::size_t i) { return i < characters_.size() && characters_[i].code >= U'0' && characters_[i].code <= U'9'; };
    if (begin >= characters_.size() || characters_[begin].code != U'~' || !digit(begin + 1)) return;
    int distance = 0;
    for (++at_; digit(at_); ++at_) distance = std::min(distance * 10 + static_cast<int>(characters_[at_].code - U'0'), kFarthest + 1);
    if (distance > kFarthest) {
      warn(warnings_, "Nearness reaches over " + std::to_string(kFarthest) + " words at most, so " + quoted(utf8(characters_, begin, at_)) +
                          " was read as that.");
      distance = kFarthest;
    }
    tokens_.back().distance = distance;
  }

  const std::vector<Character> characters_;
  const ParseLimits& limits_;
  std::vector<std::string>& warnings_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0, clauses_ = 0, depth_ = 0, wildcards_ = 0;
  bool exhausted_[static_cast<std::size_t>(CharClass::plus) + 1] = {};
};

}  // namespace

Result<std::vector<Token>> lex(const std::string& text, const ParseLimits& limits, std::vector<std::string>& warnings) {
  return Lexer(text, limits, warnings).run();
}

tl::unexpected<Error> too_many_clauses(const ParseLimits& limits, const std::string& what) {
  const std::string more = limits.for_more.empty() ? "" : " " + limits.for_more;
  return fail(Code::refused, "The query has more than " + std::to_string(limits.max_clauses) + " " + what + "." + more, "q");
}

void warn(std::vector<std::string>& warnings, const std::string& warning) {
  if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) warnings.push_back(warning);
}

}  // namespace backfile::query
