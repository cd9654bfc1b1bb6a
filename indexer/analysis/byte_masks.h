// 64 bytes of text at once: one bit a byte, lowest first. What the analyzer's loop needs to know of ASCII, before any word is looked at.
#pragma once
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace backfile::analysis {

/// word: ASCII letters and digits. outside: bytes above ASCII. newline. sign: ' ` . , & # + which may join what stands on both sides of
/// them or belong to the word before them (scan.h); the Hebrew quotation mark is none of these, for it stands between bytes above ASCII.
struct ByteMasks {
  std::uint64_t word = 0, outside = 0, newline = 0, sign = 0;
};

inline constexpr std::size_t kMaskedBytes = 64;

#if defined(__SSE2__)

/// Of the 64 bytes at `bytes`.
inline ByteMasks masks_of(const char* bytes) {
  const auto within = [](__m128i v, char first, char span) {  // first <= byte <= first + span
    const __m128i from = _mm_sub_epi8(v, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8(span)), from);
  };
  const auto is = [](__m128i v, char c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); };
  ByteMasks masks;
  for (unsigned i = 0; i < kMaskedBytes; i += 16) {
    const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const __m128i word = _mm_or_si128(within(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 25), within(v, '0', 9));
    // Pairs that differ in one bit: , and .   & and '   # and +
    const __m128i stops = is(_mm_or_si128(v, _mm_set1_epi8(',' ^ '.')), '.');
    const __m128i joins = _mm_or_si128(is(_mm_or_si128(v, _mm_set1_epi8('&' ^ '\'')), '\''), is(v, '`'));
    const __m128i tails = is(_mm_or_si128(v, _mm_set1_epi8('#' ^ '+')), '+');
    const auto put = [i](std::uint64_t& mask, __m128i found) {
      mask |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(found))} << i;
    };
    put(masks.word, word);
    put(masks.outside, v);
    put(masks.newline, is(v, '\n'));
    put(masks.sign, _mm_or_si128(_mm_or_si128(stops, joins), tails));
  }
  return masks;
}

#else

inline ByteMasks masks_of(const char* bytes) {
  ByteMasks masks;
  for (unsigned i = 0; i < kMaskedBytes; ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    const auto c = static_cast<unsigned char>(bytes[i]);
    const unsigned letter = c | 0x20u;
    if ((letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9')) masks.word |= bit;
    if (c >= 0x80) masks.outside |= bit;
    if (c == '\n') masks.newline |= bit;
    if (c == '.' || c == ',' || c == '\'' || c == '&' || c == '`' || c == '#' || c == '+') masks.sign |= bit;
  }
  return masks;
}

#endif

}  // namespace backfile::analysis
