#include "indexer/page/likeness.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

std::vector<std::string_view> units(std::string_view bare) {
  constexpr std::size_t kMostWords = 100;
  std::vector<std::string_view> parts;
  for (const auto word : wording::words(bare)) {
    if (parts.size() >= kMostWords) break;
    if (!wording::is_unspaced(wording::first_character(word))) {
      parts.push_back(word);
      continue;
    }
    for (std::size_t at = 0; at < word.size();) {
      std::size_t end = at + 1;
      while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) ++end;
      parts.push_back(word.substr(at, end - at));
      at = end;
    }
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

}  // namespace

std::string bare(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  bool space = false;
  for (std::int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    if (c == 0xAD) continue;  // soft hyphen
    if (c < 0 || !(u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK)) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    std::uint8_t encoded[4];
    std::int32_t n = 0;
    U8_APPEND_UNSAFE(encoded, n, u_tolower(c));
    out.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(n));
  }
  return out;
}

double likeness(std::string_view bare_a, std::string_view bare_b) {
  const auto a = units(bare_a), b = units(bare_b);
  if (a.empty() || b.empty()) return 0;
  std::vector<std::string_view> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return static_cast<double>(both.size()) / static_cast<double>(std::max(a.size(), b.size()));
}

bool holds(std::string_view bare_whole, std::string_view bare_part) {
  if (bare_part.empty()) return false;
  const bool spaced = !wording::is_unspaced(wording::first_character(bare_part));
  for (auto at = bare_whole.find(bare_part); at != bare_whole.npos; at = bare_whole.find(bare_part, at + 1)) {
    const auto end = at + bare_part.size();
    if (!spaced || ((at == 0 || bare_whole[at - 1] == ' ') && (end == bare_whole.size() || bare_whole[end] == ' '))) return true;
  }
  return false;
}

}  // namespace backfile::page
