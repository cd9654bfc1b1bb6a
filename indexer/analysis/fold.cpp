// Folding by ICU's normalizers, with the accent rules per script that fold.h states.
#include "indexer/analysis/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include "indexer/analysis/characters.h"

namespace backfile::analysis {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool ascii_word_character(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

bool is_word_character(UChar32 c) {
  const CharClass kind = class_of(bmp_classes(), c);
  return kind == CharClass::letter || kind == CharClass::digit || kind == CharClass::mark || kind == CharClass::dictionary;
}

icu::UnicodeString decode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

// ICU's normalizers are process-wide singletons; asking for them fails only where ICU's data is missing, and then text stays as it is.
icu::UnicodeString normalized(const icu::Normalizer2* (*instance)(UErrorCode&), const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = instance(status);
  if (U_FAILURE(status)) return text;
  icu::UnicodeString result = normalizer->normalize(text, status);
  return U_FAILURE(status) ? text : result;
}

icu::UnicodeString case_folded(const icu::UnicodeString& text) { return normalized(icu::Normalizer2::getNFKCCasefoldInstance, text); }

// Letters without a decomposition that readers type as another, or as two. Null: the letter stays.
const char16_t* replacement(UChar32 c) {
  switch (c) {
    case 0x00E6:
      return u"ae";
    case 0x0153:
      return u"oe";
    case 0x00F8:
      return u"o";
    case 0x0142:
      return u"l";
    case 0x0111:
    case 0x00F0:
    case 0x0257:
      return u"d";
    case 0x00FE:
      return u"th";
    case 0x0131:
      return u"i";
    case 0x0127:
      return u"h";
    case 0x0167:
      return u"t";
    case 0x014B:
      return u"n";
    case 0x0253:
      return u"b";
    case 0x0199:
      return u"k";
    case 0x01B4:
      return u"y";
    case 0x025B:
      return u"e";
    case 0x0254:
      return u"o";
    case 0x0192:
      return u"f";
    case 0x0640:
      return u"";  // tatweel
    case 0x0671:
      return u"\u0627";  // alef wasla
    case 0x0649:
    case 0x06CC:
      return u"\u064A";
    case 0x0629:
    case 0x06C1:
    case 0x06BE:
    case 0x06C3:
    case 0x06D5:
      return u"\u0647";
    case 0x06A9:
      return u"\u0643";
    default:
      return nullptr;
  }
}

bool cyrillic_keeps(UChar32 base, UChar32 mark) {
  if (mark == 0x0308) return base != 0x0435;  // ё
  static constexpr std::u32string_view kVowels = U"\u0430\u0435\u0438\u043E\u0443\u044B\u044D\u044E\u044F\u0456\u0454";
  if (mark == 0x0301) return kVowels.find(static_cast<char32_t>(base)) == kVowels.npos;
  return true;
}

bool arabic_keeps(UChar32 base, UChar32 mark) {
  const bool hamza = mark == 0x0654 || mark == 0x0655;
  return hamza && (base == 0x0648 || base == 0x064A);
}

bool keeps(UChar32 base, UScriptCode script, UChar32 mark) {
  if (u_charType(mark) == U_ENCLOSING_MARK) return false;
  switch (script) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_HEBREW:
      return false;
    case USCRIPT_CYRILLIC:
      return cyrillic_keeps(base, mark);
    case USCRIPT_ARABIC:
      return arabic_keeps(base, mark);
    default:
      return true;
  }
}

icu::UnicodeString without_accents(const icu::UnicodeString& lowered) {
  const icu::UnicodeString parts = normalized(icu::Normalizer2::getNFDInstance, lowered);
  icu::UnicodeString kept;
  UChar32 base = 0;
  UScriptCode script = USCRIPT_COMMON;
  for (std::int32_t at = 0; at < parts.length();) {
    const UChar32 c = parts.char32At(at);
    at += U16_LENGTH(c);
    if (is_mark(c)) {
      if (keeps(base, script, c)) kept.append(c);
      continue;
    }
    UErrorCode status = U_ZERO_ERROR;
    base = c;
    script = uscript_getScript(c, &status);
    if (U_GET_GC_MASK(c) & U_GC_ND_MASK) {
      kept.append(static_cast<char16_t>(u'0' + u_charDigitValue(c)));
    } else if (const char16_t* other = replacement(c)) {
      kept.append(icu::UnicodeString(other));
    } else {
      kept.append(c);
    }
  }
  return normalized(icu::Normalizer2::getNFCInstance, kept);
}

std::string encode_word(const icu::UnicodeString& word) {
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < word.length();) {
    const UChar32 c = word.char32At(at);
    at += U16_LENGTH(c);
    if (is_word_character(c)) kept.append(c);
  }
  std::string result;
  kept.toUTF8String(result);
  return result;
}

std::string ascii_word(std::string_view word) {
  std::string result;
  result.reserve(word.size());
  for (const char c : word)
    if (ascii_word_character(c)) result.push_back(ascii_lower(c));
  return result;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string result;
  if (is_ascii(text)) {
    result.resize(text.size());
    std::transform(text.begin(), text.end(), result.begin(), ascii_lower);
    return result;
  }
  without_accents(case_folded(decode(text))).toUTF8String(result);
  return result;
}

std::string lower_word(std::string_view word, bool turkish) {
  if (!turkish && is_ascii(word)) return ascii_word(word);
  icu::UnicodeString text = decode(word);
  if (turkish) {
    text.findAndReplace(icu::UnicodeString(u"I\u0307"), icu::UnicodeString(u"i"));
    text.findAndReplace(icu::UnicodeString(u"I"), icu::UnicodeString(u"\u0131"));
    text.findAndReplace(icu::UnicodeString(u"\u0130"), icu::UnicodeString(u"i"));
  }
  return encode_word(case_folded(text));
}

std::string fold_word(std::string_view word, std::size_t max_bytes) {
  std::string result = is_ascii(word) ? ascii_word(word) : encode_word(without_accents(case_folded(decode(word))));
  result.resize(cut(result, max_bytes).size());
  return result;
}

std::string_view cut(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t length = max_bytes;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  return text.substr(0, length);
}

}  // namespace backfile::analysis
