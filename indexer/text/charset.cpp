// Bytes in any encoding to UTF-8: in which order the signs are believed.
#include "indexer/text/charset.h"

#include <optional>
#include <utility>

#include "indexer/text/conversion.h"
#include "indexer/text/detection.h"
#include "indexer/text/utf8.h"

namespace backfile::text {

namespace {

bool contains(std::string_view bytes, char c) { return bytes.find(c) != std::string_view::npos; }

/// Without NUL, and with \n for every CR LF and CR.
std::string tidy(std::string text) {
  if (!contains(text, '\r') && !contains(text, '\0')) return text;
  std::size_t out = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\0' || (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')) continue;
    text[out++] = text[i] == '\r' ? '\n' : text[i];
  }
  text.resize(out);
  return text;
}

Decoded decoded(Converted converted, std::string_view charset) {
  if (converted.text.starts_with("\xEF\xBB\xBF")) converted.text.erase(0, 3);
  return {tidy(std::move(converted.text)), std::string(charset), converted.errors > 0};
}

Decoded decode_as(std::string_view bytes, const Charset& charset) {
  if (charset.name == "UTF-8") return decoded(repair_utf8(bytes), charset.name);
  std::optional<Converted> converted = convert(bytes, charset);
  return decoded(converted ? std::move(*converted) : repair_utf8(bytes), charset.name);
}

/// The encoding that a byte order mark names, and the length of the mark.
std::pair<const Charset*, std::size_t> byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {find_charset("UTF-8"), 3};
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) && bytes.size() % 4 == 0) return {find_charset("UTF-32LE"), 4};
  if (bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return {find_charset("UTF-32BE"), 4};
  if (bytes.starts_with("\xFF\xFE")) return {find_charset("UTF-16LE"), 2};
  if (bytes.starts_with("\xFE\xFF")) return {find_charset("UTF-16BE"), 2};
  return {nullptr, 0};
}

/// Bytes that Windows-1252 does not define and that real texts in it do not hold.
bool has_undefined_1252(std::string_view bytes) { return bytes.find_first_of("\x81\x8D\x8F\x90\x9D") != std::string_view::npos; }

/// Whether valid UTF-8 holds so many characters above ASCII that it can hardly be anything else.
bool is_surely_utf8(std::string_view bytes) {
  constexpr std::size_t kEnough = 4;  // two bytes of GB2312 are well-formed UTF-8 once in eight times
  std::size_t characters = 0;
  for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size() && characters < kEnough; at = skip_ascii(bytes, at), ++characters)
    at += character_length(bytes, at);
  return characters == 0 || characters >= kEnough;
}

/// The bytes by the declared encoding, unless they show that the declaration is wrong.
std::optional<Decoded> by_declaration(std::string_view bytes, const Charset& charset, bool valid_utf8) {
  const bool wide = charset.name.starts_with("UTF-16") || charset.name.starts_with("UTF-32");
  if (wide || charset.name == "UTF-8") return std::nullopt;  // they are recognised by themselves
  const bool escapes = charset.name == "ISO-2022-JP" && contains(bytes, '\x1B');
  if (valid_utf8 && !escapes && (charset.single_byte || is_surely_utf8(bytes))) return std::nullopt;
  if (charset.name == "windows-1252" && has_undefined_1252(bytes)) return std::nullopt;
  std::optional<Converted> converted = convert(bytes, charset);
  if (!converted || converted->errors * 200 > converted->text.size()) return std::nullopt;  // damage of half a percent is still damage
  return decoded(std::move(*converted), charset.name);
}

bool is_iso_2022_jp(std::string_view bytes) {
  return bytes.find("\x1B$B") != std::string_view::npos || bytes.find("\x1B$@") != std::string_view::npos;
}

const Charset& detect(std::string_view bytes, bool valid_utf8) {
  if (valid_utf8 && is_iso_2022_jp(bytes)) return *find_charset("ISO-2022-JP");
  if (!valid_utf8 || contains(bytes, '\0'))
    if (const Charset* wide = detect_wide(bytes)) return *wide;
  if (valid_utf8 || is_mostly_utf8(bytes)) return *find_charset("UTF-8");
  if (const Charset* found = detect_double_byte(bytes)) return *found;
  return detect_single_byte(bytes);
}

}  // namespace

Decoded to_utf8(std::string_view bytes, std::string_view declared) {
  if (const auto [charset, length] = byte_order_mark(bytes); charset) return decode_as(bytes.substr(length), *charset);
  const bool valid_utf8 = is_utf8(bytes);
  if (const Charset* charset = find_charset(declared))
    if (std::optional<Decoded> result = by_declaration(bytes, *charset, valid_utf8)) return std::move(*result);
  if (valid_utf8 && !contains(bytes, '\0') && !contains(bytes, '\x1B')) return {tidy(std::string(bytes)), "UTF-8", false};
  return decode_as(bytes, detect(bytes, valid_utf8));
}

}  // namespace backfile::text
