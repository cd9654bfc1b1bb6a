// Walking over UTF-8; is_utf8 runs over everything that is ever read, so ASCII goes eight bytes at a time.
#include "indexer/text/utf8.h"

#include <cstdint>
#include <cstring>

#include "indexer/text/charset.h"

namespace backfile::text {

namespace {

unsigned char byte(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }
bool is_trail(unsigned char c) { return (c & 0xC0) == 0x80; }

/// The length that a lead byte announces; 0 for what is none.
std::size_t announced(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if ((lead & 0xF0) == 0xE0) return 3;
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

}  // namespace

std::size_t broken_length(std::string_view text, std::size_t at) {
  const std::size_t length = announced(byte(text, at));
  if (length < 2 || text.size() - at < 2 || !may_follow(byte(text, at), byte(text, at + 1))) return 1;
  return length == 4 && text.size() - at > 2 && is_trail(byte(text, at + 2)) ? 3 : 2;
}

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  for (; text.size() - at >= 8; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (at < text.size() && byte(text, at) < 0x80) ++at;
  return at;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size();) {
    const std::size_t length = character_length(text, at);
    if (length == 0) return false;
    at += length;
    // A word of ASCII at least: below that the leap costs more than it saves.
    if (text.size() - at >= 8 && byte(text, at) < 0x80 && byte(text, at + 1) < 0x80) at = skip_ascii(text, at);
  }
  return true;
}

}  // namespace backfile::text
