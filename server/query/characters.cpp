// Classes of characters, by Unicode code point.
#include "server/query/characters.h"

#include "indexer/analysis/characters.h"

namespace backfile::query {
namespace {

constexpr std::size_t kQuotedCharacters = 60;  // enough to recognise one's own words in a warning

bool is_direction_mark(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

// Unicode's White_Space, control characters, zero-width space and byte order mark.
bool is_blank(char32_t c) {
  if (c < 0x1680) return c == 0x20 || c == 0xA0 || is_control(c);
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
         c == 0xFEFF;
}

CharClass classify(char32_t c) {
  switch (c) {
    case U'(':
    case U'（':
      return CharClass::open;
    case U')':
    case U'）':
      return CharClass::close;
    case U'"':
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'＂':
      return CharClass::double_quote;
    case U'«':
    case U'»':
      return CharClass::angle_quote;
    case U'「':
    case U'『':
      return CharClass::corner_open;
    case U'」':
    case U'』':
      return CharClass::corner_close;
    case U'-':
    case U'－':
      return CharClass::minus;
    case U'+':
    case U'＋':
      return CharClass::plus;
    case U'、':
    case U'。':
    case U'，':
      return CharClass::space;
    default:
      return is_blank(c) ? CharClass::space : CharClass::word;
  }
}

bool is_hebrew_letter(char32_t c) { return (c >= 0x05D0 && c <= 0x05F2) || (c >= 0xFB1D && c <= 0xFB4F); }

template <class Visit>
void decode(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const auto c = analysis::next_character(text, at);
    visit(c < 0 ? U'\uFFFD' : static_cast<char32_t>(c));
  }
}

// As UTF-8. c: a valid code point.
void append(std::string& out, char32_t c) {
  const auto continuation = [&](int shift) { out.push_back(static_cast<char>(0x80 | ((c >> shift) & 0x3F))); };
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    continuation(0);
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    continuation(6);
    continuation(0);
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    continuation(12);
    continuation(6);
    continuation(0);
  }
}

}  // namespace

std::vector<Character> characters(std::string_view text) {
  std::vector<Character> out;
  out.reserve(text.size());
  decode(text, [&](char32_t c) {
    if (is_direction_mark(c)) return;
    if (c == U'：') c = U':';  // as phones type them: title：coal, strik＊
    if (c == U'＊') c = U'*';
    out.push_back({c, classify(c)});
  });
  for (std::size_t i = 1; i + 1 < out.size(); ++i) {
    const bool quote = out[i].kind == CharClass::double_quote;
    if (quote && is_hebrew_letter(out[i - 1].code) && is_hebrew_letter(out[i + 1].code)) out[i].kind = CharClass::word;
  }
  return out;
}

std::string utf8(const std::vector<Character>& characters, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) append(out, characters[i].code);
  return out;
}

std::string clean_text(std::string_view text) {
  std::string out;
  decode(text, [&](char32_t c) { append(out, is_control(c) ? U' ' : c); });
  const auto first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
}

bool has_letters(std::string_view text) {
  bool letters = false;
  decode(text, [&](char32_t c) {
    const auto kind = analysis::class_of(analysis::bmp_classes(), static_cast<UChar32>(c));
    letters = letters || kind == analysis::CharClass::letter || kind == analysis::CharClass::dictionary;
  });
  return letters;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  std::size_t count = 0;
  decode(text, [&](char32_t c) {
    if (count++ < kQuotedCharacters) append(out, c);
  });
  return out + (count > kQuotedCharacters ? "…\"" : "\"");
}

}  // namespace backfile::query
