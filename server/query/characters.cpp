// Classes of characters, by Unicode code point.
#include "server/query/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace backfile::query {
namespace {

constexpr std::size_t kQuotedCharacters = 60;  // enough to recognise one's own words in a warning

bool is_direction_mark(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_blank(char32_t c) {
  const auto ch = static_cast<UChar32>(c);
  return u_isUWhiteSpace(ch) || u_iscntrl(ch) || c == 0x200B || c == 0xFEFF;
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

bool is_hebrew_letter(char32_t c) { return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_WORD_BREAK) == U_WB_HEBREW_LETTER; }

template <class Visit>
void decode(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, text.size(), c);
    visit(static_cast<char32_t>(c));
  }
}

void append(std::string& out, char32_t c) {
  char bytes[U8_MAX_LENGTH];
  int length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(c));
  out.append(bytes, static_cast<std::size_t>(length));
}

}  // namespace

std::vector<Character> characters(std::string_view text) {
  std::vector<Character> out;
  out.reserve(text.size());
  decode(text, [&](char32_t c) {
    if (!is_direction_mark(c)) out.push_back({c, classify(c)});
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
  decode(text, [&](char32_t c) { append(out, u_iscntrl(static_cast<UChar32>(c)) ? U' ' : c); });
  const auto first = out.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(' ') - first + 1);
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
