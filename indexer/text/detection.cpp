// Guessing UTF-16 and UTF-32 without a byte order mark, damaged UTF-8, and encodings of one byte a character.
#include "indexer/text/detection.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "indexer/text/utf8.h"

namespace backfile::text {

namespace {

constexpr std::size_t kSample = 64 << 10;  // more text does not make a guess better

unsigned char byte(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// Whether a UTF-16 unit is one that news texts are made of. Wrong byte order or another encoding scatters over all 65,536.
bool is_usual(unsigned unit) {
  return unit == '\n' || unit == '\r' || unit == '\t' || (unit >= 0x20 && unit < 0x7F) || (unit >= 0xA0 && unit < 0x0700) ||
         (unit >= 0x0900 && unit < 0x0E80) || (unit >= 0x1E00 && unit < 0x2070) || (unit >= 0x3000 && unit < 0x3100) ||
         (unit >= 0x4E00 && unit < 0xA000) || (unit >= 0xAC00 && unit < 0xD7A4) || (unit >= 0xFF00 && unit < 0xFFF0);
}

/// ASCII, ideographic punctuation and kana: nearly every text has some, and with the bytes swapped they are rare.
bool is_frequent(unsigned unit) { return unit == '\n' || (unit >= 0x20 && unit < 0x7F) || (unit >= 0x3000 && unit < 0x3100); }

bool is_utf16(std::string_view bytes, std::size_t high) {
  std::size_t units = 0, usual = 0, frequent = 0;
  const auto unit_at = [&](std::size_t i) { return i + 1 < bytes.size() ? byte(bytes, i + high) * 256u + byte(bytes, i + 1 - high) : 0; };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2, ++units) {
    const unsigned unit = unit_at(i);
    frequent += is_frequent(unit) ? 1 : 0;
    if (unit >= 0xD800 && unit < 0xDC00 && unit_at(i + 2) >= 0xDC00 && unit_at(i + 2) < 0xE000) {  // a pair: characters beyond 16 bits
      i += 2;
      ++units;
      usual += 2;
    } else {
      usual += is_usual(unit) ? 1 : 0;
    }
  }
  constexpr std::size_t kEnough = 4;  // "Hi!" could be anything
  return units >= kEnough && frequent > 0 && usual * 100 >= units * 97;
}

bool is_utf32(std::string_view bytes, bool little) {
  if (bytes.size() < 8 || bytes.size() % 4 != 0) return false;
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    std::uint32_t code = 0;
    for (std::size_t k = 0; k < 4; ++k) code = code << 8 | byte(bytes, i + (little ? 3 - k : k));
    if (code == 0 || code > 0x10FFFF) return false;
  }
  return true;
}

/// KOI8-R has its small letters where Windows-1251 has its capitals, and the other way round. A capital begins a word and small ones
/// follow: short texts are told apart by that, where ICU's statistics are not. Null where there is no such word, or a counterexample (as
/// Arabic and Greek texts are full of).
const Charset* cyrillic_by_capitals(std::string_view bytes) {
  constexpr unsigned char kKoi8Io = 0xA3, kWindowsIo = 0xB8;
  std::size_t letters = 0;
  std::size_t low_first = 0, high_first = 0;    // words that begin with C0 to DF, with E0 to FF, and go on in the other
  std::size_t low_inside = 0, high_inside = 0;  // letters after the first of a word
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = at;
    const auto letter = [&](std::size_t i) {  // as one of the two ranges; the letter io stands outside them
      const unsigned char c = byte(bytes, i);
      return c == kKoi8Io ? 0xC0 : c == kWindowsIo ? 0xE0 : c >= 0xC0 ? c : 0;
    };
    while (end < bytes.size() && letter(end) != 0) ++end;
    for (std::size_t i = at + 1; i < end; ++i) ++(letter(i) < 0xE0 ? low_inside : high_inside);
    if (end - at > 1 && letter(at) < 0xE0 && letter(at + 1) >= 0xE0) ++low_first;
    if (end - at > 1 && letter(at) >= 0xE0 && letter(at + 1) < 0xE0) ++high_first;
    letters += end - at;
    at = end + 1;
  }
  constexpr std::size_t kEnough = 6;
  if (letters < kEnough) return nullptr;
  if (high_first > 0 && high_inside * 50 <= low_inside) return find_charset("KOI8-R");
  if (low_first > 0 && low_inside * 50 <= high_inside) return find_charset("windows-1251");
  return nullptr;
}

/// Two letters of ASCII make a Chinese character in UTF-16: English without a NUL is never that.
bool is_mostly_ascii_letters(std::string_view bytes) {
  std::size_t letters = 0;
  for (const char c : bytes) letters += c == ' ' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ? 1 : 0;
  return letters * 4 > bytes.size() * 3;
}

struct Close {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

struct Match {
  std::string charset;
  int confidence = 0;  // 0 to 100
};

/// ICU's best guess among `wanted` (names between bars).
Match best_match(std::string_view bytes, std::string_view wanted) {
  Match best;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return best;
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status)) return best;
  for (int32_t i = 0; i < count; ++i) {
    const char* name = ucsdet_getName(matches[i], &status);
    const int confidence = ucsdet_getConfidence(matches[i], &status);
    if (U_SUCCESS(status) && confidence > best.confidence && wanted.find("|" + std::string(name) + "|") != std::string_view::npos)
      best = {name, confidence};
  }
  return best;
}

}  // namespace

const Charset* detect_wide(std::string_view bytes) {
  bytes = bytes.substr(0, kSample);
  if (bytes.find('\0') == std::string_view::npos && bytes.size() % 2 != 0) return nullptr;
  if (is_utf32(bytes, true)) return find_charset("UTF-32LE");
  if (is_utf32(bytes, false)) return find_charset("UTF-32BE");
  if (is_mostly_ascii_letters(bytes)) return nullptr;
  const bool little = is_utf16(bytes, 1), big = is_utf16(bytes, 0);
  if (little == big) return nullptr;
  return find_charset(little ? "UTF-16LE" : "UTF-16BE");
}

bool is_mostly_utf8(std::string_view bytes) {
  std::size_t sound = 0, broken = 0;
  for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size(); at = skip_ascii(bytes, at)) {
    const std::size_t length = character_length(bytes, at);
    ++(length == 0 ? broken : sound);
    at += length == 0 ? broken_length(bytes, at) : length;
  }
  // One character of an older encoding happens to look like UTF-8 now and then, several for each that does not hardly ever.
  return sound >= 2 && sound >= 5 * broken;
}

const Charset& detect_single_byte(std::string_view bytes) {
  const Charset& western = *find_charset("windows-1252");
  bytes = bytes.substr(skip_ascii(bytes, 0));
  bytes = bytes.substr(0, kSample);
  std::size_t high = 0, ascii = 0;
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0xA8) ++high;  // letters in nearly all of them
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) ++ascii;
  }
  Match match;
  if (high >= 4 && high > ascii) {
    if (const Charset* cyrillic = cyrillic_by_capitals(bytes)) return *cyrillic;
    constexpr int kEnough = 10;  // the alphabets differ so much that little is enough
    match = best_match(
        bytes, "|KOI8-R|windows-1251|ISO-8859-5|ISO-8859-7|windows-1253|ISO-8859-8|ISO-8859-8-I|windows-1255|ISO-8859-6|windows-1256|");
    if (match.confidence < kEnough) return western;
  } else if (high >= 8) {
    constexpr int kEnough = 30;  // of Latin letters most look alike in all of them
    match = best_match(bytes, "|ISO-8859-2|windows-1250|ISO-8859-9|windows-1254|ISO-8859-1|windows-1252|");
    if (match.confidence < kEnough) return western;
  }
  const Charset* found = find_charset(match.charset);
  return found ? *found : western;
}

}  // namespace backfile::text
