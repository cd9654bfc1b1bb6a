// A text as the tokens that dates are made of: folding, and a lookup in the table of words.
#include "indexer/article/date_tokens.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <unordered_map>

namespace backfile::article {

namespace {

constexpr std::size_t kMaxText = 120;  // bytes; "Wednesday the twenty-first" and a comment on the zone stay below

/// Compatibility forms, capitals and accents taken away, for words and for the table alike.
icu::UnicodeString fold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString input = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const icu::UnicodeString folded = icu::Normalizer2::getNFKCCasefoldInstance(status)->normalize(input, status);
  const icu::UnicodeString parts = icu::Normalizer2::getNFDInstance(status)->normalize(folded, status);
  icu::UnicodeString out;
  for (int32_t i = 0; U_SUCCESS(status) && i < parts.length(); i = parts.moveIndex32(i, 1))
    if (u_charType(parts.char32At(i)) != U_NON_SPACING_MARK) out.append(parts.char32At(i));
  return out;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// Scripts that put no spaces between words: their words are found as the longest ones that fit.
bool is_unspaced(UChar32 c) { return (c >= 0x4E00 && c < 0xA000) || (c >= 0x1100 && c < 0x1200); }

struct Words {
  std::unordered_map<std::string, Token> spaced;               // also of two words with one space between them
  std::vector<std::pair<icu::UnicodeString, Token>> unspaced;  // longest first
  std::unordered_map<std::string, bool> ordinals;

  void add(std::string_view list, Token token) {
    while (!list.empty()) {
      const std::size_t end = std::min(list.find('|'), list.size());
      const icu::UnicodeString word = fold(list.substr(0, end));
      list.remove_prefix(std::min(end + 1, list.size()));
      if (is_unspaced(word.char32At(0))) {
        unspaced.emplace_back(word, token);
      } else if (token.kind == TokenKind::ordinal) {
        ordinals[utf8(word)] = true;
      } else {
        const auto [at, is_new] = spaced.emplace(utf8(word), token);
        if (!is_new && at->second.kind == TokenKind::month && token.kind == TokenKind::weekday) at->second.also_weekday = true;
      }
    }
  }
};

const Words& words() {
  static const Words built = [] {
    Words made;
#define MONTH(number, list) made.add(list, {TokenKind::month, number});
#define WEEKDAYS(list) made.add(list, {TokenKind::weekday});
#define FILLERS(list) made.add(list, {TokenKind::filler});
#define CLOCK(list) made.add(list, {TokenKind::clock});
#define ORDINALS(list) made.add(list, {TokenKind::ordinal});
#define HALF_DAY(hours, list) made.add(list, {TokenKind::half_day, hours});
#define ZONE(minutes, list) made.add(list, {TokenKind::zone, minutes});
#define LOCAL_ZONES(list) made.add(list, {TokenKind::local_zone});
#define YEAR_UNIT(list) made.add(list, {TokenKind::year_unit});
#define MONTH_UNIT(list) made.add(list, {TokenKind::month_unit});
#define DAY_UNIT(list) made.add(list, {TokenKind::day_unit});
#define HOUR_UNIT(list) made.add(list, {TokenKind::hour_unit});
#define MINUTE_UNIT(list) made.add(list, {TokenKind::minute_unit});
#define SECOND_UNIT(list) made.add(list, {TokenKind::second_unit});
#define ERA(before, last, list) made.add(list, {TokenKind::era, before, 0, last});
#include "indexer/article/date_words.def"
    std::stable_sort(made.unspaced.begin(), made.unspaced.end(),
                     [](const auto& a, const auto& b) { return a.first.length() > b.first.length(); });
    return made;
  }();
  return built;
}

/// Reads one token after another from a folded text.
class Tokenizer {
 public:
  explicit Tokenizer(icu::UnicodeString text) : text_(std::move(text)) {}

  std::optional<std::vector<Token>> run() {
    while (at_ < text_.length()) {
      const UChar32 c = text_.char32At(at_);
      if (u_isUWhiteSpace(c)) {
        spaced_ = true;
        ++at_;
      } else if (!(u_isdigit(c) ? number() : is_unspaced(c) || c == 0x3007 ? unspaced_word() : u_isalpha(c) ? word() : symbol(c))) {
        return std::nullopt;
      }
    }
    return std::move(tokens_);
  }

 private:
  bool push(Token token) {
    token.spaced = spaced_;
    spaced_ = false;
    tokens_.push_back(token);
    return true;
  }

  bool symbol(UChar32 c) {
    at_ += U16_LENGTH(c);
    const bool dash = c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2212;
    return push({TokenKind::symbol, dash ? '-' : static_cast<int>(c)});
  }

  bool number() {
    Token token{TokenKind::number};
    for (; at_ < text_.length() && u_isdigit(text_.char32At(at_)); at_ = text_.moveIndex32(at_, 1), ++token.digits) {
      constexpr int kMostDigits = 8;  // more are fractions of a second, whose value does not count
      if (token.digits < kMostDigits) token.value = token.value * 10 + u_charDigitValue(text_.char32At(at_));
    }
    return push(token);
  }

  icu::UnicodeString letters(int32_t& end) const {
    const int32_t begin = end;
    while (end < text_.length() && u_isalpha(text_.char32At(end)) && !is_unspaced(text_.char32At(end))) end = text_.moveIndex32(end, 1);
    return text_.tempSubStringBetween(begin, end);
  }

  bool word() {
    int32_t end = at_;
    const std::string first = utf8(letters(end));
    const Words& known = words();
    // "1st", "16-го"; "a.m.", "p. m."
    const bool behind_dash = tokens_.size() > 1 && tokens_.back().kind == TokenKind::symbol && tokens_.back().value == '-';
    const bool behind_number = !tokens_.empty() && !spaced_ && (tokens_.back().kind == TokenKind::number || behind_dash);
    if (behind_number && known.ordinals.contains(first) && half_day(first, end) == 0) {
      if (behind_dash) tokens_.pop_back();
      at_ = end;
      return push({TokenKind::ordinal});
    }
    if (const int32_t after = half_day(first, end); after != 0) {
      at_ = after;
      return push({TokenKind::half_day, first == "p" ? 12 : 0});
    }
    if (end < text_.length() && text_[end] == ' ') {
      int32_t second_end = end + 1;
      const std::string second = utf8(letters(second_end));
      if (const auto two = known.spaced.find(first + " " + second); two != known.spaced.end()) {
        at_ = second_end;
        return push(two->second);
      }
    }
    const auto one = known.spaced.find(first);
    if (one == known.spaced.end()) return false;
    at_ = end;
    return push(one->second);
  }

  /// The end of "a.m.", "p.m", "p. m." whose first letter ends at `end`; 0 where it is something else.
  int32_t half_day(const std::string& first, int32_t end) const {
    if ((first != "a" && first != "p") || end >= text_.length() || text_[end] != '.') return 0;
    ++end;
    if (end < text_.length() && text_[end] == ' ') ++end;
    if (utf8(letters(end)) != "m") return 0;
    return end < text_.length() && text_[end] == '.' ? end + 1 : end;
  }

  bool unspaced_word() {
    for (const auto& [word, token] : words().unspaced)
      if (text_.compare(at_, word.length(), word) == 0) {
        at_ += word.length();
        return push(token);
      }
    return han_number();
  }

  /// 一九一二, 四十五, 十六; 元 for the first year of an era.
  bool han_number() {
    const icu::UnicodeString digits(u"〇一二三四五六七八九");
    Token token{TokenKind::number};
    int pending = -1;
    for (; at_ < text_.length() && token.digits < 4; ++at_) {
      const char16_t c = text_[at_];
      const int32_t digit = c == u'元' && token.digits == 0 ? 1 : digits.indexOf(c);
      if (digit < 0 && c != u'十') break;
      ++token.digits;
      if (c == u'十') {
        token.value += (pending < 0 ? 1 : pending) * 10;
        pending = -1;
      } else {
        pending = std::max(pending, 0) * 10 + digit;
      }
    }
    if (token.digits == 0) return false;
    token.value += std::max(pending, 0);
    return push(token);
  }

  icu::UnicodeString text_;
  int32_t at_ = 0;
  bool spaced_ = false;
  std::vector<Token> tokens_;
};

}  // namespace

std::optional<std::vector<Token>> date_tokens(std::string_view text) {
  if (text.size() > kMaxText) return std::nullopt;
  return Tokenizer(fold(text)).run();
}

int month_named(std::string_view word) {
  const auto tokens = date_tokens(word);
  return tokens && tokens->size() == 1 && tokens->front().kind == TokenKind::month ? tokens->front().value : 0;
}

}  // namespace backfile::article
