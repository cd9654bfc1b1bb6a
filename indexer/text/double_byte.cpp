// Telling the East Asian encodings apart. In each of them the characters that make up ordinary text sit in a few known rows; bytes of
// another encoding that happen to form pairs fall outside these rows, stand alone among ASCII, or form no pairs at all.
#include <algorithm>
#include <array>

#include "indexer/text/detection.h"
#include "indexer/text/utf8.h"

namespace backfile::text {

namespace {

/// What a lead byte and the byte after it are.
enum class Pair { none, rare, common };

bool in(unsigned c, unsigned first, unsigned last) { return c >= first && c <= last; }

Pair shift_jis(unsigned a, unsigned b) {
  if (!(in(a, 0x81, 0x9F) || in(a, 0xE0, 0xFC)) || !(in(b, 0x40, 0x7E) || in(b, 0x80, 0xFC))) return Pair::none;
  const unsigned code = a << 8 | b;
  const bool kana = in(code, 0x829F, 0x82F1) || in(code, 0x8340, 0x8396);
  const bool sign = in(code, 0x8140, 0x8147) || in(code, 0x8158, 0x8164) || in(code, 0x8169, 0x817A) || in(code, 0x824F, 0x829A);
  return kana || sign || in(code, 0x889F, 0x9872) ? Pair::common : Pair::rare;  // to 9872: kanji of level 1
}

Pair euc_jp(unsigned a, unsigned b) {
  if (!in(b, 0xA1, 0xFE) || !(in(a, 0xA1, 0xFE) || a == 0x8E)) return Pair::none;
  return a == 0xA1 || in(a, 0xA3, 0xA5) || in(a, 0xB0, 0xCF) ? Pair::common : Pair::rare;  // signs, Latin, kana, level 1
}

Pair gb18030(unsigned a, unsigned b) {
  if (!in(a, 0x81, 0xFE) || !(in(b, 0x40, 0x7E) || in(b, 0x80, 0xFE))) return Pair::none;
  return in(b, 0xA1, 0xFE) && (a == 0xA1 || a == 0xA3 || in(a, 0xB0, 0xD7)) ? Pair::common : Pair::rare;  // signs, Latin, level 1
}

Pair big5(unsigned a, unsigned b) {
  if (!in(a, 0x81, 0xFE) || !(in(b, 0x40, 0x7E) || in(b, 0xA1, 0xFE))) return Pair::none;
  return in(a, 0xA1, 0xA2) || in(a << 8 | b, 0xA440, 0xC67E) ? Pair::common : Pair::rare;  // signs, level 1
}

Pair euc_kr(unsigned a, unsigned b) {
  if (!in(a, 0x81, 0xFE) || !(in(b, 0x41, 0x5A) || in(b, 0x61, 0x7A) || in(b, 0x81, 0xFE))) return Pair::none;
  return in(b, 0xA1, 0xFE) && (a == 0xA1 || in(a, 0xB0, 0xC8)) ? Pair::common : Pair::rare;  // signs, hangul
}

struct Candidate {
  const char* name;
  Pair (*pair)(unsigned, unsigned);
  bool half_width_kana;  // 0xA1 to 0xDF are characters by themselves
};
// Of two that fit equally well the first is taken: Korean text hardly ever leaves its few rows, Chinese text does so at once.
constexpr std::array<Candidate, 5> kCandidates = {{{"EUC-KR", euc_kr, false},
                                                   {"Shift_JIS", shift_jis, true},
                                                   {"GB18030", gb18030, false},
                                                   {"EUC-JP", euc_jp, false},
                                                   {"Big5", big5, false}}};

struct Count {
  std::size_t pairs = 0, common = 0, errors = 0, alone = 0;
  std::size_t low_trails = 0;  // second bytes from 0x40 to 0xBF
  std::size_t spaced = 0;      // runs of pairs that end at an ASCII space
  std::size_t ascii = 0;       // bytes that are ASCII letters by themselves
  std::size_t quotes = 0;      // pairs of a byte that Windows-1252 has for punctuation, and an ASCII byte
};

Count count_pairs(std::string_view bytes, const Candidate& candidate) {
  Count count;
  std::size_t run = 0;
  const auto end_run = [&](unsigned next) {
    if (run == 1) ++count.alone;
    if (run > 0 && next == ' ') ++count.spaced;
    run = 0;
  };
  for (std::size_t i = 0; i < bytes.size();) {
    const auto a = static_cast<unsigned char>(bytes[i]);
    if (a < 0x80) {
      end_run(a);
      if (in(a | 0x20u, 'a', 'z')) ++count.ascii;
      ++i;
      continue;
    }
    const auto b = static_cast<unsigned char>(i + 1 < bytes.size() ? bytes[i + 1] : '\0');
    const Pair pair = candidate.pair(a, b);
    if (pair == Pair::none) {
      const bool kana = candidate.half_width_kana && in(a, 0xA1, 0xDF);
      if (kana)
        ++count.pairs;  // a character, and a rare one
      else if (i + 1 < bytes.size())
        ++count.errors;
      ++i;
      continue;
    }
    ++run;
    ++count.pairs;
    if (pair == Pair::common) ++count.common;
    if (b < 0xC0) ++count.low_trails;
    if (in(a, 0x84, 0x9F) && b < 0x80) ++count.quotes;
    i += 2;
  }
  end_run(0);
  return count;
}

/// How well the bytes fit, 0 to 1; 0 where they cannot be of this encoding.
double fit(const Count& count) {
  if (count.pairs < 2 || count.errors * 200 > count.pairs) return 0;  // damage of half a percent is still damage
  if (count.alone * 4 > count.pairs) return 0;                        // accented letters and quotation marks among ASCII stand alone
  if (count.quotes == count.pairs && count.ascii > 4 * count.pairs) return 0;  // “I’m coming, she said
  // Second bytes spread over their range; Cyrillic letters, which form pairs as well, do not reach below 0xC0.
  if (count.pairs >= 6 && count.low_trails * 10 < count.pairs) return 0;
  const double share = static_cast<double>(count.common) / static_cast<double>(count.pairs);
  constexpr double kEnough = 0.7;
  return share < kEnough ? 0 : share;
}

}  // namespace

const Charset* detect_double_byte(std::string_view bytes) {
  constexpr std::size_t kSample = 64 << 10;    // more text does not make a guess better
  bytes = bytes.substr(skip_ascii(bytes, 0));  // the first byte above ASCII begins a character in all of them
  bytes = bytes.substr(0, kSample);
  const Charset* best = nullptr;
  double best_fit = 0;
  for (const Candidate& candidate : kCandidates) {
    const Count count = count_pairs(bytes, candidate);
    double fits = fit(count);
    // Korean is written with spaces; and its rows are among those of Chinese, so that only nearly all will do.
    if (candidate.pair == euc_kr && (fits < 0.95 || (count.spaced * 12 < count.pairs && count.pairs < 24))) fits = 0;
    if (fits <= best_fit) continue;
    best_fit = fits;
    best = find_charset(candidate.name);
  }
  return best;
}

}  // namespace backfile::text
