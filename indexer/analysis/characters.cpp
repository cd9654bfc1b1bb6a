// The class of every character. The decisions that ICU's properties do not make are the lists at the top.
#include "indexer/analysis/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace backfile::analysis {
namespace {

bool is_apostrophe(UChar32 c) {
  switch (c) {
    case U'\'':
    case U'`':    // typewriter and OCR spellings of an apostrophe
    case 0x00B4:  // acute accent used as one
    case 0x02B9:  // modifier letters: transliterations and Ukrainian
    case 0x02BB:  // Hawaiian okina
    case 0x02BC:
    case 0x02BE:
    case 0x02BF:
    case 0x055A:  // Armenian
    case 0x05F3:  // Hebrew geresh
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xA78C:
    case 0xFF07:
      return true;
    default:
      return false;
  }
}

CharClass connector(UChar32 c) {
  switch (c) {
    case U'.':
    case 0x066B:  // Arabic decimal separator
    case 0x2024:
    case 0xFE52:
    case 0xFF0E:
      return CharClass::dot;
    case U',':
    case 0x066C:  // Arabic thousands separator
    case 0xFF0C:
      return CharClass::comma;
    case U'&':
    case 0xFF06:
      return CharClass::ampersand;
    case 0x00B7:  // Catalan col·lecció
    case 0x0387:
    case 0x2027:
      return CharClass::middle_dot;
    case U'"':
    case 0x05F4:
      return CharClass::quote;
    default:
      return is_apostrophe(c) ? CharClass::apostrophe : CharClass::separator;
  }
}

bool is_dictionary_letter(UChar32 c) {
  switch (c) {
    case 0x30FC:  // long vowel marks and half-width voicing marks are "Common" to ICU
    case 0xFF70:
    case 0xFF9E:
    case 0xFF9F:
      return true;
    default:
      break;
  }
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return true;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || script == USCRIPT_HANGUL;
}

}  // namespace

CharClass classify(UChar32 c) {
  const CharClass joins = connector(c);
  if (joins != CharClass::separator) return joins;
  if (c >= 0x055B && c <= 0x055E) return CharClass::ignorable;  // Armenian emphasis, exclamation, comma, question: inside words
  if (c >= 0x2080 && c <= 0x2089) return CharClass::digit;
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return CharClass::ignorable;
  const std::uint32_t category = U_GET_GC_MASK(c);
  if (category & U_GC_CF_MASK) return CharClass::ignorable;
  if (category & U_GC_ND_MASK) return CharClass::digit;
  if (category & (U_GC_L_MASK | U_GC_NL_MASK | U_GC_M_MASK)) {
    if (is_dictionary_letter(c)) return CharClass::dictionary;
    return category & U_GC_M_MASK ? CharClass::mark : CharClass::letter;
  }
  return CharClass::separator;
}

const std::array<CharClass, 65536>& bmp_classes() {
  static const auto* const table = [] {
    auto* built = new std::array<CharClass, 65536>;
    for (std::size_t c = 0; c < built->size(); ++c) (*built)[c] = classify(static_cast<UChar32>(c));
    return built;
  }();
  return *table;
}

}  // namespace backfile::analysis
