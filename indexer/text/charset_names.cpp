// Names of character encodings, as documents declare them and as ICU knows them.
#include "indexer/text/charset_names.h"

#include <string>

namespace backfile::text {

namespace {

struct Row {
  Charset charset;
  std::string_view labels;  // in lower case, without '-', '_' and ' ', each between bars
};

constexpr Row kTable[] = {
    {{"UTF-8", "UTF-8", false}, "|utf8|unicode11utf8|xunicode20utf8|"},
    {{"UTF-16LE", "UTF-16LE", false}, "|utf16|utf16le|ucs2|unicode|iso10646ucs2|csunicode|"},
    {{"UTF-16BE", "UTF-16BE", false}, "|utf16be|unicodefffe|"},
    {{"UTF-32LE", "UTF-32LE", false}, "|utf32|utf32le|ucs4|"},
    {{"UTF-32BE", "UTF-32BE", false}, "|utf32be|"},
    {{"windows-1252", "windows-1252", true},
     "|windows1252|cp1252|xcp1252|1252|iso88591|iso885911987|88591|latin1|l1|ascii|usascii|ansix3.41968|iso646us|ibm819|cp819|ansi|"},
    {{"Shift_JIS", "ibm-943_P15A-2003", false}, "|shiftjis|sjis|xsjis|mskanji|windows31j|cp932|ms932|csshiftjis|"},
    {{"EUC-JP", "ibm-33722_P12A_P12A-2009_U2", false}, "|eucjp|xeucjp|ujis|cseucpkdfmtjapanese|"},
    {{"ISO-2022-JP", "ISO-2022-JP", false}, "|iso2022jp|csiso2022jp|jis|"},
    {{"GB18030", "gb18030", false}, "|gb18030|gbk|gb2312|gb231280|xgbk|cp936|ms936|windows936|euccn|csgb2312|chinese|"},
    {{"Big5", "ibm-1375_P100-2008", false}, "|big5|big5hkscs|cp950|windows950|xxbig5|cnbig5|csbig5|"},
    {{"EUC-KR", "windows-949-2000", false}, "|euckr|ksc56011987|ksc5601|ksc56011989|windows949|cp949|ms949|uhc|korean|cseuckr|"},
    {{"KOI8-R", "KOI8-R", true}, "|koi8r|koi8|koi|cskoi8r|"},
    {{"KOI8-U", "KOI8-U", true}, "|koi8u|koi8ru|"},
    {{"windows-1251", "windows-1251", true}, "|windows1251|cp1251|xcp1251|1251|"},
    {{"windows-1250", "windows-1250", true}, "|windows1250|cp1250|xcp1250|1250|"},
    {{"windows-1253", "windows-1253", true}, "|windows1253|cp1253|xcp1253|1253|"},
    {{"windows-1254", "windows-1254", true}, "|windows1254|cp1254|xcp1254|1254|iso88599|latin5|l5|"},
    {{"windows-1255", "windows-1255", true}, "|windows1255|cp1255|xcp1255|1255|"},
    {{"windows-1256", "windows-1256", true}, "|windows1256|cp1256|xcp1256|1256|"},
    {{"windows-1257", "windows-1257", true}, "|windows1257|cp1257|xcp1257|1257|"},
    {{"windows-1258", "windows-1258", true}, "|windows1258|cp1258|xcp1258|1258|"},
    {{"windows-874", "windows-874", true}, "|windows874|cp874|tis620|iso885911|dos874|"},
    {{"ISO-8859-2", "ISO-8859-2", true}, "|iso88592|88592|latin2|l2|"},
    {{"ISO-8859-3", "ISO-8859-3", true}, "|iso88593|88593|latin3|l3|"},
    {{"ISO-8859-4", "ISO-8859-4", true}, "|iso88594|88594|latin4|l4|"},
    {{"ISO-8859-5", "ISO-8859-5", true}, "|iso88595|88595|cyrillic|"},
    {{"ISO-8859-6", "ISO-8859-6", true}, "|iso88596|88596|arabic|asmo708|ecma114|"},
    {{"ISO-8859-7", "ISO-8859-7", true}, "|iso88597|88597|greek|elot928|ecma118|"},
    {{"ISO-8859-8", "ISO-8859-8", true}, "|iso88598|88598|iso88598i|hebrew|visual|logical|"},
    {{"ISO-8859-10", "iso-8859_10-1998", true}, "|iso885910|latin6|l6|"},
    {{"ISO-8859-13", "ISO-8859-13", true}, "|iso885913|"},
    {{"ISO-8859-14", "iso-8859_14-1998", true}, "|iso885914|"},
    {{"ISO-8859-15", "ISO-8859-15", true}, "|iso885915|latin9|l9|"},
    {{"macintosh", "macintosh", true}, "|macintosh|mac|xmacroman|macroman|"},
    {{"x-mac-cyrillic", "x-mac-cyrillic", true}, "|xmaccyrillic|xmacukrainian|"},
    {{"IBM850", "ibm-850", true}, "|ibm850|cp850|850|"},
    {{"IBM437", "ibm-437", true}, "|ibm437|cp437|437|"},
    {{"IBM866", "ibm-866", true}, "|ibm866|cp866|866|"},
};

}  // namespace

const Charset* find_charset(std::string_view declared) {
  constexpr std::size_t kLongest = 40;  // longer than any label above
  if (declared.empty() || declared.size() > kLongest) return nullptr;
  std::string label = "|";
  for (const char c : declared) {
    if (c == '|') return nullptr;
    if (c == '-' || c == '_' || c == ' ' || c == '"' || c == '\'' || c == ':') continue;
    label += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  label += '|';
  if (label == "||") return nullptr;
  for (const Row& row : kTable)
    if (row.labels.find(label) != std::string_view::npos) return &row.charset;
  return nullptr;
}

}  // namespace backfile::text
