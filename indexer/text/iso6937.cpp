// Pairs of an accent and a letter, and the code's own letters; all else above 0xA0 is as in Latin-1.
#include "indexer/text/iso6937.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace backfile::text {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0; }

/// ISO 6937's accents, 0xC1 to 0xCF, and the letters that they are written before. The second row gives Unicode's combining accents.
constexpr std::array<std::string_view, 15> kBases = {"AEIOUaeiou",
                                                     "ACEILNORSUYZaceilnorsuyz",
                                                     "ACEGHIJOSUWYaceghijosuwy",
                                                     "AINOUainou",
                                                     "AEIOUaeiou",
                                                     "AGUagu",
                                                     "CEGIZcegz",
                                                     "AEIOUYaeiouy",
                                                     "",
                                                     "AUau",
                                                     "CGKLNRSTcgklnrst",
                                                     "",
                                                     "OUou",
                                                     "AEIUaeiu",
                                                     "CDELNRSTZcdelnrstz"};
constexpr std::array<std::uint16_t, 15> kCombining = {0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308,
                                                      0,     0x30A, 0x327, 0,     0x30B, 0x328, 0x30C};

/// Its letters and signs of their own that Latin-1 has elsewhere.
constexpr auto kOwn = std::to_array<std::pair<unsigned char, std::string_view>>({{0xA9, "\xE2\x80\x98"},
                                                                                 {0xAA, "\xE2\x80\x9C"},
                                                                                 {0xB9, "\xE2\x80\x99"},
                                                                                 {0xBA, "\xE2\x80\x9D"},
                                                                                 {0xD0, "\xE2\x80\x94"},
                                                                                 {0xE1, "\xC3\x86"},
                                                                                 {0xE8, "\xC5\x81"},
                                                                                 {0xE9, "\xC3\x98"},
                                                                                 {0xEA, "\xC5\x92"},
                                                                                 {0xF1, "\xC3\xA6"},
                                                                                 {0xF5, "\xC4\xB1"},
                                                                                 {0xF8, "\xC5\x82"},
                                                                                 {0xF9, "\xC3\xB8"},
                                                                                 {0xFA, "\xC5\x93"},
                                                                                 {0xFB, "\xC3\x9F"}});

bool is_accented_pair(unsigned accent, unsigned letter) {
  if (accent < 0xC1 || accent > 0xCF || letter == 0) return false;
  return kBases[accent - 0xC1].find(static_cast<char>(letter)) != std::string_view::npos;
}

void append_utf8(std::string& out, unsigned c) {
  if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
  }
  out += static_cast<char>(0x80 | (c & 0x3F));
}

/// Letter and combining accent to one character where Unicode has it.
std::string composed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  const icu::UnicodeString out = nfc->normalize(icu::UnicodeString::fromUTF8(text), status);
  std::string utf8;
  if (U_FAILURE(status)) return text;
  return out.toUTF8String(utf8);
}

}  // namespace

bool is_iso6937(std::string_view bytes) {
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned c = byte_at(bytes, i);
    if (c < 0xA0) {
      if (c >= 0x80) return false;
      continue;
    }
    if (is_accented_pair(c, byte_at(bytes, i + 1)))
      ++pairs;
    else if (c >= 0xC0 && std::none_of(kOwn.begin(), kOwn.end(), [&](const auto& own) { return own.first == c; }))
      return false;
  }
  return pairs > 0;
}

std::string from_iso6937(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned c = byte_at(text, i);
    const auto own = std::find_if(kOwn.begin(), kOwn.end(), [&](const auto& letter) { return letter.first == c; });
    if (c < 0x80) {
      out += text[i];
    } else if (is_accented_pair(c, byte_at(text, i + 1))) {
      out += text[++i];
      append_utf8(out, kCombining[c - 0xC1]);
    } else if (own != kOwn.end()) {
      out += own->second;
    } else if (c >= 0xA0) {
      append_utf8(out, c);
    }
  }
  return composed(out);
}

}  // namespace backfile::text
