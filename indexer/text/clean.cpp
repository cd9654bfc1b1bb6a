// Text without control characters and broken bytes. Nearly all text is clean already, and then nothing is copied.
#include <array>
#include <cstdint>
#include <cstring>

#include "indexer/text/charset.h"
#include "indexer/text/utf8.h"

namespace backfile::text {

namespace {

// What Windows-1252 has at 0x80 to 0x9F. Texts that were once taken for ISO-8859-1 hold these positions as the control characters U+0080 to
// U+009F ("don\u0092t"); as in HTML, they are read as what was meant.
constexpr std::array<std::string_view, 32> kWindows1252 = {"€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
                                                           "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ"};

bool is_clean_ascii(unsigned char c) { return (c >= 0x20 && c < 0x7F) || c == '\n'; }

/// True where eight bytes are all from 0x20 to 0x7E. (A newline says false as well; it is then looked at by itself.)
bool plain_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, 8);
  constexpr std::uint64_t kOnes = 0x0101010101010101u, kHigh = 0x8080808080808080u;
  // With no high bit set, subtracting 0x20 borrows into a byte's high bit exactly where it was smaller; adding 1 reaches it from 0x7F.
  return (word & kHigh) == 0 && ((word - kOnes * 0x20) & kHigh) == 0 && ((word + kOnes) & kHigh) == 0;
}

bool is_c1(std::string_view text, std::size_t at) { return text[at] == '\xC2' && static_cast<unsigned char>(text[at + 1]) < 0xA0; }

/// The first position from `at` on that needs a change, or text.size().
std::size_t skip_clean(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text.size() - at >= 8 && plain_word(text.data() + at)) {
      at += 8;
      continue;
    }
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
      if (!is_clean_ascii(c)) return at;
      ++at;
      continue;
    }
    // Text of another script stays above ASCII for a while.
    do {
      const std::size_t length = character_length(text, at);
      if (length == 0 || (length == 2 && is_c1(text, at))) return at;
      at += length;
    } while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80);
  }
  return at;
}

/// Appends what stands for the unclean thing at `at`; gives its length.
std::size_t replace(std::string_view text, std::size_t at, std::string& out) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c == '\t')
    out += ' ';
  else if (c == '\v' || c == '\f')
    out += '\n';
  else if (c == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'))
    out += '\n';
  if (c < 0x80) return 1;
  if (character_length(text, at) != 0) {
    out += kWindows1252[static_cast<unsigned char>(text[at + 1]) - 0x80u];
    return 2;
  }
  out += kReplacement;
  return broken_length(text, at);
}

}  // namespace

std::string clean(std::string text) {
  std::size_t at = skip_clean(text, 0);
  if (at == text.size()) return text;
  std::string out;
  out.reserve(text.size());
  out.append(text, 0, at);
  while (at < text.size()) {
    at += replace(text, at, out);
    const std::size_t end = skip_clean(text, at);
    out.append(text, at, end - at);
    at = end;
  }
  return out;
}

}  // namespace backfile::text
