// Two tables of beginnings and phrases.
#include "indexer/page/pitch.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

constexpr auto kPitches = std::to_array<std::string_view>({
#define BACKFILE_PITCH(text) text,
#include "indexer/page/pitch.def"
#undef BACKFILE_PITCH
});

constexpr std::size_t kLongest = 300;  // characters of a line that may be one
constexpr std::size_t kKey = 4;        // bytes: no phrase is shorter

const std::unordered_map<std::string_view, std::vector<std::string_view>>& by_beginning() {
  static const auto kPhrases = [] {
    std::unordered_map<std::string_view, std::vector<std::string_view>> phrases;
    for (const std::string_view phrase : kPitches) phrases[phrase.substr(0, kKey)].push_back(phrase);
    return phrases;
  }();
  return kPhrases;
}

/// Letters of scripts without spaces begin a word anywhere.
bool continues_a_word(char before, char here) {
  const auto unsigned_before = static_cast<unsigned char>(before);
  return static_cast<unsigned char>(here) < 0xE3 && (std::isalnum(unsigned_before) != 0 || unsigned_before >= 0x80);
}

}  // namespace

bool is_pitch(std::string_view line) {
  if (line.size() > 2 * kLongest || wording::length(line) > kLongest) return false;
  const std::string text = wording::lower(line);
  for (std::size_t at = 0; at + kKey <= text.size(); ++at) {
    if (at > 0 && continues_a_word(text[at - 1], text[at])) continue;
    const auto found = by_beginning().find(std::string_view(text).substr(at, kKey));
    if (found == by_beginning().end()) continue;
    for (const std::string_view phrase : found->second)
      if (std::string_view(text).substr(at).starts_with(phrase)) return true;
  }
  return false;
}

bool is_caption(std::string_view line) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"photo",         "photos",         "photo by",     "photo credit", "photograph", "image",     "images", "image credit",
       "picture",       "pictured",       "figure",       "fig.",         "screenshot", "foto",      "fotos",  "bild",
       "bilder",        "bildquelle",     "bildnachweis", "titelbild",    "abbildung",  "abb.",      "grafik", "crédit photo",
       "crédits photo", "crédits photos", "crédits",      "credit",       "credits",    "copyright", "crédit", "photo d'illustration",
       "imagen",        "imagem",         "crédito",      "fotografía",   "fotografia", "immagine",  "fotó",   "zdjęcie",
       "fot.",          "фото",           "写真",         "图片",         "图",         "صورة",      "사진"});
  if (line.size() > kLongest) return false;
  // `The steamer on her first day. | © Ada Brook`
  if (const auto mark = line.rfind("\xC2\xA9"); mark != line.npos && line.size() - mark < 80 && !wording::ends_like_a_sentence(line))
    return true;
  std::string text = wording::lower(line);
  if (text.starts_with('(') || text.starts_with('[')) text.erase(0, 1);
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    if (!text.starts_with(word)) return false;
    std::string_view rest = std::string_view(text).substr(word.size());
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    std::size_t digits = 0;
    while (digits < rest.size() && std::isdigit(static_cast<unsigned char>(rest[digits])) != 0) ++digits;
    rest.remove_prefix(digits);
    return rest.starts_with(':') || rest.starts_with("\xEF\xBC\x9A") || rest.starts_with("\xC2\xA9") ||
           (digits > 0 && rest.starts_with('.'));
  });
}

}  // namespace backfile::page
