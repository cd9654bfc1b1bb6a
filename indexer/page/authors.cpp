#include "indexer/page/authors.h"

#include <algorithm>
#include <array>

#include "indexer/article/date_text.h"
#include "indexer/page/likeness.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/publication.h"
#include "indexer/wording/url_parts.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

constexpr std::size_t kLongestName = 60;  // code points
constexpr std::size_t kMostWords = 8;

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
                                                          "tekst",
                                                          "teksti",
                                                          "yazar",
                                                          "oleh",
                                                          "penulis"});
/// Labels that are names of desks as well: only with a colon behind.
constexpr auto kOnlyWithColon =
    std::to_array<std::string_view>({"redaktion", "text", "quelle", "foto", "interview", "tekst", "redacción", "redação", "di", "da"});

constexpr auto kDesks = std::to_array<std::string_view>({"redaktion",
                                                         "redaktionsteam",
                                                         "team",
                                                         "staff",
                                                         "newsroom",
                                                         "desk",
                                                         "editors",
                                                         "editorial",
                                                         "redacción",
                                                         "rédaction",
                                                         "redazione",
                                                         "redação",
                                                         "redactie",
                                                         "redakcja",
                                                         "redaktionen",
                                                         "admin",
                                                         "administrator",
                                                         "webmaster",
                                                         "editor",
                                                         "editorial team",
                                                         "news",
                                                         "gastautor",
                                                         "gastbeitrag",
                                                         "gast",
                                                         "agenturen",
                                                         "agencies",
                                                         "reporter",
                                                         "online",
                                                         "presse",
                                                         "pressestelle",
                                                         "pressemitteilung",
                                                         "verlag",
                                                         "magazin",
                                                         "verband",
                                                         "verein",
                                                         "gmbh",
                                                         "ag",
                                                         "e.v",
                                                         "ev",
                                                         "inc",
                                                         "llc",
                                                         "ltd",
                                                         "media",
                                                         "redaction"});
constexpr auto kAgencies = std::to_array<std::string_view>({"dpa",
                                                            "afp",
                                                            "ap",
                                                            "reuters",
                                                            "apa",
                                                            "sda",
                                                            "sid",
                                                            "epd",
                                                            "kna",
                                                            "efe",
                                                            "ansa",
                                                            "pap",
                                                            "tass",
                                                            "jiji",
                                                            "kyodo",
                                                            "upi",
                                                            "pti",
                                                            "associated press",
                                                            "the associated press",
                                                            "agence france-presse",
                                                            "xinhua",
                                                            "bloomberg",
                                                            "ots",
                                                            "dts",
                                                            "keystone-sda"});

std::string_view without_label(std::string_view line) {
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

/// Up to what separates the names from a date, a place or an address beside them.
std::string_view before_separator(std::string_view line) {
  std::size_t end = line.size();
  for (const std::string_view mark : {" | ", " · ", " • ", " – ", " — ", " - ", " // ", " (", " <", " ["})
    end = std::min(end, line.find(mark));
  return line.substr(0, end);
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> parts_of(std::string_view line) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= line.size();) {
    auto end = std::min(line.find_first_of(";/|", begin), line.size());
    parts.push_back(text::one_line(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

AuthorKind kind_of_author(std::string_view name, std::string_view publication) {
  const std::string plain = bare(name);
  if (plain.empty() || wording::length(name) > kLongestName || wording::words(name).size() > kMostWords) return AuthorKind::none;
  if (wording::is_url(name) || name.find("://") != name.npos || name.find('@') != name.npos || article::parse_date(name))
    return AuthorKind::none;
  if (std::all_of(plain.begin(), plain.end(), [](char c) { return c == ' ' || (c >= '0' && c <= '9'); })) return AuthorKind::none;
  if (wording::among(kAgencies, plain) || wording::is_publication(name) || wording::is_role(name)) return AuthorKind::collective;
  const std::string site = bare(publication);
  if (!site.empty() && (plain == site || holds(plain, site) || holds(site, plain))) return AuthorKind::collective;
  const auto parts = wording::words(plain);
  const bool desk = std::any_of(parts.begin(), parts.end(), [](std::string_view word) { return wording::among(kDesks, word); });
  return desk ? AuthorKind::collective : AuthorKind::person;
}

std::vector<std::string> authors_in(std::string_view whole) {
  std::vector<std::string> names;
  const std::string line = text::one_line(whole);
  const std::string_view rest = before_separator(without_label(line));
  for (const auto& part : parts_of(rest)) {
    for (auto& name : wording::names_in_byline(without_label(part))) {
      if (!(has_digit(name) && article::parse_date(name)) && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(std::move(name));
    }
  }
  if (names.empty() && !rest.empty()) names.emplace_back(rest);
  return names;
}

Authors authors_of(const std::vector<std::string>& lines, std::string_view publication) {
  constexpr std::size_t kMostNames = 30;
  Authors best;
  for (const auto& line : lines) {
    for (auto& name : authors_in(line)) {
      const AuthorKind kind = kind_of_author(name, publication);
      if (kind == AuthorKind::none || kind < best.kind || best.names.size() >= kMostNames) continue;
      if (kind > best.kind) best = {{}, kind};
      if (std::find(best.names.begin(), best.names.end(), name) == best.names.end()) best.names.push_back(std::move(name));
    }
  }
  return best;
}

}  // namespace backfile::page
