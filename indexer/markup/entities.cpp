// The names that news text uses: Latin-1, punctuation, Latin Extended-A letters and currency. From the HTML standard's list.
#include "indexer/markup/entities.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace backfile::markup {
namespace {

/// Latin-1's names in order of code point, from U+00A0.
constexpr auto kLatin1 = std::to_array<std::string_view>(
    {"nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",   "laquo",
     "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",  "para",   "middot",
     "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
     "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",
     "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
     "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
     "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute",
     "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"});

constexpr auto kOthers = std::to_array<std::pair<std::string_view, std::uint32_t>>(
    {{"amp", '&'},      {"lt", '<'},        {"gt", '>'},        {"quot", '"'},      {"apos", '\''},     {"ndash", 0x2013},
     {"mdash", 0x2014}, {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"ldquo", 0x201C},  {"rdquo", 0x201D},
     {"bdquo", 0x201E}, {"hellip", 0x2026}, {"bull", 0x2022},   {"dagger", 0x2020}, {"Dagger", 0x2021}, {"permil", 0x2030},
     {"prime", 0x2032}, {"Prime", 0x2033},  {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"euro", 0x20AC},   {"trade", 0x2122},
     {"larr", 0x2190},  {"rarr", 0x2192},   {"minus", 0x2212},  {"ensp", 0x2002},   {"emsp", 0x2003},   {"thinsp", 0x2009},
     {"zwnj", 0x200C},  {"zwj", 0x200D},    {"lrm", 0x200E},    {"rlm", 0x200F},    {"OElig", 0x152},   {"oelig", 0x153},
     {"Scaron", 0x160}, {"scaron", 0x161},  {"Yuml", 0x178},    {"Zcaron", 0x17D},  {"zcaron", 0x17E},  {"Ccaron", 0x10C},
     {"ccaron", 0x10D}, {"Lstrok", 0x141},  {"lstrok", 0x142},  {"fnof", 0x192},    {"circ", 0x2C6},    {"tilde", 0x2DC},
     {"le", 0x2264},    {"ge", 0x2265},     {"ne", 0x2260},     {"frasl", 0x2044},  {"hearts", 0x2665}, {"newline", '\n'},
     {"Tab", ' '}});

void append_utf8(std::uint32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

/// What Windows-1252 has at 0x80 to 0x9F: pages write &#146; and mean an apostrophe, and the HTML standard reads it so.
constexpr std::array<std::uint16_t, 32> kWindows = {0x20AC, 0xFFFD, 0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
                                                    0x2039, 0x152,  0xFFFD, 0x17D,  0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0xFFFD, 0x17E,  0x178};

int digit_of(char c, int radix) {
  int value = 99;
  if (c >= '0' && c <= '9') value = c - '0';
  if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
  if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
  return value < radix ? value : -1;
}

std::size_t numeric(std::string_view text, std::string& out) {
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const int radix = hex ? 16 : 10;
  std::size_t at = hex ? 3 : 2;
  const std::size_t first = at;
  std::uint32_t value = 0;
  for (; at < text.size() && digit_of(text[at], radix) >= 0; ++at) {
    value = std::min<std::uint32_t>(value * static_cast<std::uint32_t>(radix) + static_cast<std::uint32_t>(digit_of(text[at], radix)),
                                    0x110000);
  }
  if (at == first) return 0;
  if (value >= 0x80 && value < 0xA0) value = kWindows[value - 0x80];
  const bool valid = value != 0 && value < 0x110000 && (value < 0xD800 || value > 0xDFFF);
  append_utf8(valid ? value : 0xFFFD, out);
  return at < text.size() && text[at] == ';' ? at + 1 : at;
}

}  // namespace

std::size_t decode_entity(std::string_view text, std::string& out) {
  if (text.size() < 3 || text[0] != '&') return 0;
  if (text[1] == '#') return numeric(text, out);
  const auto end = text.substr(0, 12).find(';');
  if (end == text.npos) return 0;
  const auto name = text.substr(1, end - 1);
  if (const auto found = std::find(kLatin1.begin(), kLatin1.end(), name); found != kLatin1.end()) {
    append_utf8(0xA0 + static_cast<std::uint32_t>(found - kLatin1.begin()), out);
    return end + 1;
  }
  const auto found = std::find_if(kOthers.begin(), kOthers.end(), [&](const auto& pair) { return pair.first == name; });
  if (found != kOthers.end()) {
    append_utf8(found->second, out);
    return end + 1;
  }
  // HTML 4's other names: Greek letters and signs of mathematics.
  const htmlEntityDesc* rare = htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
  if (!rare) return 0;
  append_utf8(rare->value, out);
  return end + 1;
}

}  // namespace backfile::markup
