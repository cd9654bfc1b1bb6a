// Labels in the languages of the pages that are read most.
#include "indexer/page/author_labels.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

/// What stands before names on pages, longest first where one begins another. A colon behind is taken too.
constexpr auto kLabels = std::to_array<std::string_view>({"ein artikel von",
                                                          "ein beitrag von",
                                                          "ein gastbeitrag von",
                                                          "gastbeitrag von",
                                                          "geschrieben von",
                                                          "verfasst von",
                                                          "veröffentlicht von",
                                                          "eingestellt von",
                                                          "text von",
                                                          "text und fotos",
                                                          "artikel von",
                                                          "beitrag von",
                                                          "interview von",
                                                          "interview",
                                                          "kommentar von",
                                                          "autoren",
                                                          "autorin",
                                                          "autor/in",
                                                          "autor*in",
                                                          "autor",
                                                          "verfasser",
                                                          "verfasserin",
                                                          "redaktion",
                                                          "text",
                                                          "quelle",
                                                          "foto",
                                                          "von",
                                                          "written by",
                                                          "posted by",
                                                          "published by",
                                                          "reported by",
                                                          "article by",
                                                          "words by",
                                                          "story by",
                                                          "review by",
                                                          "authors",
                                                          "author",
                                                          "byline",
                                                          "by",
                                                          "écrit par",
                                                          "publié par",
                                                          "rédigé par",
                                                          "auteur",
                                                          "propos recueillis par",
                                                          "par",
                                                          "escrito por",
                                                          "publicado por",
                                                          "redacción",
                                                          "redação",
                                                          "autora",
                                                          "por",
                                                          "scritto da",
                                                          "pubblicato da",
                                                          "autore",
                                                          "di",
                                                          "da",
                                                          "door",
                                                          "geschreven door",
                                                          "skriven av",
                                                          "skrevet av",
                                                          "skrevet af",
                                                          "av",
                                                          "af",
                                                          "przez",
                                                          "autorka",
                                                          "автор",
                                                          "авторы",
                                                          "текст",
                                                          "tekst",
                                                          "teksti",
                                                          "yazar",
                                                          "oleh",
                                                          "penulis"});
/// Labels that are names of desks as well: only with a colon behind.
constexpr auto kOnlyWithColon = std::to_array<std::string_view>(
    {"redaktion", "text", "quelle", "foto", "interview", "tekst", "текст", "redacción", "redação", "di", "da"});

}  // namespace

std::string_view without_author_label(std::string_view line) {
  const std::string folded = wording::lower(line.substr(0, 60));
  std::size_t longest = 0;
  for (const auto label : kLabels) {
    if (!folded.starts_with(label) || label.size() <= longest) continue;
    auto end = label.size();
    while (end < folded.size() && folded[end] == ' ') ++end;
    const bool colon = end < folded.size() && folded[end] == ':';
    if (!colon && (end == label.size() || wording::among(kOnlyWithColon, label))) continue;
    longest = colon ? end + 1 : end;
  }
  if (wording::lower(line.substr(0, longest)) != folded.substr(0, longest)) return line;
  line.remove_prefix(std::min(longest, line.size()));
  while (line.starts_with(' ')) line.remove_prefix(1);
  return line;
}

bool begins_with_author_label(std::string_view line) { return without_author_label(line).size() < line.size(); }

bool is_author_label(std::string_view line) {
  std::string folded = wording::lower(line.substr(0, 60));
  while (folded.ends_with(':') || folded.ends_with(' ')) folded.pop_back();
  return wording::among(kLabels, folded);
}

std::string_view behind_author_label(std::string_view line) {
  std::size_t end = 0;
  for (const std::string_view label : {" von ", " by ", " par ", " por ", " door ", " Autor: ", " Text: ", " Author: ", " Autorin: "}) {
    const auto at = line.rfind(label);
    if (at != line.npos) end = std::max(end, at + label.size());
  }
  return end == 0 ? std::string_view() : line.substr(end);
}

std::string_view before_credits(std::string_view line) {
  constexpr auto kCredits = std::to_array<std::string_view>({" foto", " bild", " illustration", " video", " grafik", " photo", " kamera",
                                                             " übersetzung", " translat", " zeichnung", " lesezeit", " stand:"});
  const std::string folded = wording::lower(line);
  if (folded.size() != line.size()) return line;
  std::size_t end = line.size();
  for (const auto credit : kCredits) end = std::min(end, folded.find(credit));
  return line.substr(0, end);
}

}  // namespace backfile::page
