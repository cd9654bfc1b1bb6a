// Words that newspapers call themselves by, and words that places begin with.
#include "indexer/wording/publication.h"

#include <algorithm>
#include <array>

#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/words.h"

namespace backfile::wording {
namespace {

/// At the end of a name.
constexpr auto kLast = std::to_array<std::string_view>(
    {"times",    "post",     "courier",   "gazette",   "herald",      "news",       "tribune", "journal",   "chronicle", "mail",
     "observer", "press",    "telegraph", "standard",  "mercury",     "advertiser", "argus",   "examiner",  "guardian",  "star",
     "sentinel", "dispatch", "bulletin",  "record",    "register",    "review",     "monitor", "echo",      "inquirer",  "messenger",
     "anzeiger", "zeitung",  "tagblatt",  "tageblatt", "nachrichten", "bote",       "kurier",  "rundschau", "presse",    "allgemeine",
     "вестник",  "новости",  "газета",    "известия",  "правда",      "blad",       "dagblad", "tidende",   "avis",      "posten"});
/// At its beginning.
constexpr auto kFirst = std::to_array<std::string_view>(
    {"diario", "diário", "jornal",  "giornale", "corriere", "gazzetta", "gazeta",  "kurier",  "gazette", "journal", "courrier", "correio",
     "folha",  "correo", "heraldo", "l'écho",   "l’écho",   "écho",     "dépêche", "tribuna", "صحيفة",   "جريدة",   "газета"});
/// Within an unspaced name.
constexpr auto kWithin = std::to_array<std::string_view>({"新聞", "日報", "日报", "晚报", "晩報", "時報", "时报", "신문", "일보"});
constexpr auto kArticles = std::to_array<std::string_view>({"the", "el", "la", "le", "il", "o", "a", "der", "die", "das"});
constexpr auto kPlaces = std::to_array<std::string_view>(
    {"new",   "san",  "santa", "saint", "st",   "los", "las", "port", "fort",  "north",   "south",  "east",
     "west",  "cape", "mount", "great", "hong", "rio", "el",  "la",   "le",    "bad",     "buenos", "puerto",
     "porto", "lake", "sankt", "kuala", "tel",  "abu", "the", "our",  "staff", "special", "daily"});
constexpr auto kStart = std::to_array<std::string_view>({"home", "homepage", "front page", "startseite", "accueil", "inicio", "portada",
                                                         "início", "首页", "ホーム", "トップ", "الرئيسية", "главная"});

bool capitalised(std::string_view line) {
  constexpr auto kSmall =
      std::to_array<std::string_view>({"вестник", "новости", "газета", "известия", "правда", "blad", "avis", "of",  "de", "del",
                                       "della",   "di",      "da",     "do",       "du",     "des",  "la",   "and", "&",  "der"});
  const auto parts = words(line);
  return begins_with_capital(parts[0]) &&
         std::all_of(parts.begin(), parts.end(), [&](std::string_view word) { return begins_with_capital(word) || among(kSmall, word); });
}

}  // namespace

bool is_publication(std::string_view line) {
  constexpr std::size_t kMostWords = 5, kMostCharacters = 16;
  if (line.empty() || ends_like_a_sentence(line)) return false;
  if (is_unspaced(first_character(line))) {
    return length(line) <= kMostCharacters && std::any_of(kWithin.begin(), kWithin.end(), [&](std::string_view word) {
             const auto at = line.find(word);
             return at != line.npos && at > 0 && length(line.substr(at)) <= 6;
           });
  }
  const auto parts = words(line);
  if (parts.size() < 2 || parts.size() > kMostWords || !capitalised(line)) return false;
  const std::size_t first = among(kArticles, lower(parts[0])) ? 1 : 0;
  return among(kLast, lower(strip_punctuation(parts.back()))) || among(kFirst, lower(parts[first]));
}

bool is_section_name(std::string_view line) {
  constexpr auto kSections = std::to_array<std::string_view>(
      {"opinion",    "editorial", "news",     "local news", "world",         "politics", "business", "markets",  "sport",      "sports",
       "culture",    "arts",      "analysis", "exclusive",  "breaking news", "feature",  "features", "obituary", "obituaries", "science",
       "technology", "health",    "meinung",  "politik",    "wirtschaft",    "kultur",   "lokales",  "panorama", "opinion",    "société",
       "économie",   "politique", "opinión",  "sociedad",   "política",      "economía", "cultura",  "deportes", "cronaca",    "politica",
       "opinião",    "社説",      "政治",     "経済",       "社会",          "мнение"});
  return among(kSections, lower(line));
}

bool is_personal_name(std::string_view line) {
  const auto parts = words(line);
  if (parts.size() < 2 || parts.size() > 3 || is_unspaced(first_character(line)) || !is_names(line) || is_role(line)) return false;
  if (among(kPlaces, lower(strip_punctuation(parts[0])))) return false;
  return std::all_of(parts.begin(), parts.end(), [](std::string_view word) {
    // `RUTH CALDER` may as well be a place or a section.
    return begins_with_capital(word) && (word.size() <= 2 || lower(word.substr(1)) == word.substr(1));
  });
}

std::string section_of_breadcrumb(std::string_view line) {
  std::string path;
  for (std::size_t begin = 0; begin <= line.size();) {
    std::size_t end = line.size(), next = line.size() + 1;
    for (const std::string_view mark : {" > ", " \xE2\x80\xBA ", " \xC2\xBB "}) {
      if (const auto at = line.find(mark, begin); at < end) {
        end = at;
        next = at + mark.size();
      }
    }
    const std::string part = text::one_line(line.substr(begin, end - begin));
    if (!part.empty() && !among(kStart, lower(part))) path += (path.empty() ? "" : " > ") + part;
    begin = next;
  }
  return path;
}

}  // namespace backfile::wording
