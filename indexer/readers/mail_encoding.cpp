// RFC 2045 and RFC 2047.
#include "indexer/readers/mail_encoding.h"

#include <cctype>
#include <cstdint>

#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct EncodedWord {
  std::string charset, bytes;
  std::size_t length = 0;  // as written; 0 where there is none
};

/// text begins with "=?".
EncodedWord encoded_word(std::string_view text) {
  constexpr std::size_t kLongest = 1000;  // 75 by the standard, which many break
  text = text.substr(0, kLongest);
  const auto charset_end = text.find('?', 2);
  if (charset_end == text.npos || charset_end + 2 >= text.size() || text[charset_end + 2] != '?') return {};
  const char encoding = static_cast<char>(std::toupper(static_cast<unsigned char>(text[charset_end + 1])));
  const auto end = text.find("?=", charset_end + 3);
  if (end == text.npos || (encoding != 'B' && encoding != 'Q')) return {};
  std::string_view charset = text.substr(2, charset_end - 2);
  charset = charset.substr(0, charset.find('*'));  // RFC 2231: a language follows
  const std::string_view inner = text.substr(charset_end + 3, end - charset_end - 3);
  return {std::string(charset), encoding == 'B' ? decode_base64(inner) : decode_quoted_printable(inner, true), end + 2};
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

}  // namespace

std::string decode_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t value = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    const int digit = base64_digit(c);
    if (digit < 0) continue;
    value = (value << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(value >> bits & 0xFF);
  }
  return bytes;
}

std::string decode_quoted_printable(std::string_view text, bool header) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '_' && header) {
      bytes += ' ';
      continue;
    }
    if (c != '=') {
      bytes += c;
      continue;
    }
    const auto behind = text.find_first_not_of(" \t\r", at + 1);
    if (behind == text.npos || text[behind] == '\n') {  // a soft line break
      at = behind == text.npos ? text.size() : behind;
      continue;
    }
    const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1, low = high < 0 ? -1 : hex_digit(text[at + 2]);
    if (low < 0) {
      bytes += c;
      continue;
    }
    bytes += static_cast<char>(high << 4 | low);
    at += 2;
  }
  return bytes;
}

std::string decode_header(std::string_view value) {
  std::string text, bytes, charset;
  const auto flush = [&] {
    if (!bytes.empty()) text += text::to_utf8(bytes, charset).text;
    bytes.clear();
  };
  std::size_t plain = 0;  // where text that is not encoded begins
  bool after_word = false;
  for (auto at = value.find("=?"); at != value.npos; at = value.find("=?", at)) {
    EncodedWord word = encoded_word(value.substr(at));
    if (word.length == 0) {
      at += 2;
      continue;
    }
    const std::string_view between = value.substr(plain, at - plain);
    // Blanks between encoded words are none, and a character may be cut between two of one charset.
    if (!after_word || !is_blank(between) || word.charset != charset) flush();
    if (!after_word || !is_blank(between)) text += text::to_utf8(between).text;
    charset = std::move(word.charset);
    bytes += word.bytes;
    after_word = true;
    at += word.length;
    plain = at;
  }
  flush();
  if (plain < value.size()) text += text::to_utf8(value.substr(plain)).text;
  return text::one_line(text::clean(std::move(text)));
}

}  // namespace backfile::readers
