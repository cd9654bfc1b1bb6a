#include "server/render/json_text.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "indexer/text/charset.h"

namespace backfile::render {
namespace {

/// RFC 8259, 7.
bool is_escaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// Whether one of eight bytes is escaped: "Determine if a word has a byte less than n" of Sean Anderson's Bit Twiddling Hacks, where a
/// difference of bytes is 0 (so less than 1) for the one that is looked for.
bool any_escaped(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = ~std::uint64_t{0} / 255, kHighs = kOnes << 7;
  const auto below = [](std::uint64_t word, unsigned n) { return (word - kOnes * n) & ~word & kHighs; };
  return (below(bytes, 0x20) | below(bytes ^ (kOnes * '"'), 1) | below(bytes ^ (kOnes * '\\'), 1)) != 0;
}

/// Where the first escaped byte is from `at` on; the size where there is none.
std::size_t plain_until(std::string_view text, std::size_t at) {
  for (std::uint64_t bytes; at + sizeof bytes <= text.size(); at += sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if (any_escaped(bytes)) break;
  }
  while (at < text.size() && !is_escaped(text[at])) ++at;
  return at;
}

void append_escaped(std::string& out, char c) {
  static constexpr char kShort[] = "\"\\\b\f\n\r\t", kLetters[] = "\"\\bfnrt", kDigits[] = "0123456789abcdef";
  out += '\\';
  if (const char* const found = c == '\0' ? nullptr : std::strchr(kShort, c)) {
    out += kLetters[found - kShort];
    return;
  }
  out.append("u00").append(1, kDigits[c >> 4]).append(1, kDigits[c & 15]);
}

template <class Number>
void append_number(std::string& out, Number number) {
  char digits[32];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

}  // namespace

// A value ends in a letter, a digit, a quote or a closing bracket.
void JsonText::separate() {
  if (!text_.empty() && text_.back() != '{' && text_.back() != '[' && text_.back() != ':') text_ += ',';
}

void JsonText::begin(char bracket) {
  separate();
  text_ += bracket;
}

JsonText& JsonText::name(std::string_view name) {
  separate();
  text_.append(1, '"').append(name).append("\":");
  return *this;
}

void JsonText::string(std::string_view value) {
  if (!text::is_utf8(value)) {
    const nlohmann::json other = std::string(value);
    return this->value(other.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
  separate();
  text_ += '"';
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = plain_until(value, at);
    text_.append(value, at, end - at);
    if (end < value.size()) append_escaped(text_, value[end]);
    at = end + 1;
  }
  text_ += '"';
}

void JsonText::number(std::uint64_t value) {
  separate();
  append_number(text_, value);
}

void JsonText::number(double value) {
  if (!std::isfinite(value)) return this->value("null");
  separate();
  const std::size_t begin = text_.size();
  append_number(text_, value);
  if (text_.find_first_of(".e", begin) == text_.npos) text_ += ".0";
}

void JsonText::value(std::string_view json) {
  separate();
  text_ += json;
}

}  // namespace backfile::render
