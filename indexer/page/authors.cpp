#include "indexer/page/authors.h"

#include <algorithm>
#include <array>

#include "indexer/article/date_text.h"
#include "indexer/page/author_labels.h"
#include "indexer/page/date_phrase.h"
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

/// Words of links and labels around bylines that no name has.
constexpr auto kNoName = std::to_array<std::string_view>(
    {"author",     "autor",    "autorin",      "autoren",    "artikel",      "beiträge",  "beitrag",   "posts",
     "article",    "articles", "profil",       "profile",    "mehr",         "more",      "alle",      "all",
     "follow",     "folgen",   "kommentar",    "kommentare", "kommentieren", "comment",   "comments",  "share",
     "shares",     "views",    "minutes",      "minuten",    "min",          "lesezeit",  "facebook",  "twitter",
     "instagram",  "whatsapp", "pinterest",    "linkedin",   "unknown",      "unbekannt", "published", "veröffentlicht",
     "uhr",        "kontakt",  "contact",      "image",      "foto",         "website",   "https",     "http",
     "www",        "no",       "none",         "null",       "undefined",    "über",      "about",     "teilen",
     "drucken",    "print",    "anzeige",      "werbung",    "home",         "login",     "suche",     "search",
     "newsletter", "updated",  "aktualisiert", "modified",   "last",         "this",      "tweet",     "jetzt",
     "hier",       "click",    "klicken",      "seite",      "page",         "category",  "kategorie"});

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

std::string_view without_end_marks(std::string_view text) {
  while (!text.empty() && std::string_view(",;: ").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return text;
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

std::string without_dates(const std::string& line) {
  constexpr auto kLeading = std::to_array<std::string_view>(
      {"am", "vom", "on", "um", "at", "den", "le", "el", "il", "em", "dem", "posted", "published", "veröffentlicht"});
  constexpr std::size_t kLongest = 300;
  if (line.size() > kLongest) return line;
  std::string rest;
  std::size_t begin = 0;
  for (const auto& date : dates_in(line, {})) {
    std::string_view before = std::string_view(line).substr(begin, date.begin - begin);
    for (auto words = wording::words(before); !words.empty() && wording::among(kLeading, wording::lower(words.back())); words.pop_back())
      before = before.substr(0, static_cast<std::size_t>(words.back().data() - before.data()));
    rest += text::one_line(before);
    if (!rest.empty()) rest += " | ";
    begin = date.end;
  }
  return begin == 0 ? line : text::one_line(rest + line.substr(begin));
}

AuthorKind kind_of_author(std::string_view name, const Site& site) {
  const std::string plain = bare(name);
  if (name.find_first_of("!?") != name.npos) return AuthorKind::none;
  if (plain.empty() || wording::length(name) > kLongestName || wording::words(name).size() > kMostWords) return AuthorKind::none;
  if (wording::is_url(name) || name.find("://") != name.npos || name.find('@') != name.npos || article::parse_date(name))
    return AuthorKind::none;
  if (std::all_of(plain.begin(), plain.end(), [](char c) { return c == ' ' || (c >= '0' && c <= '9'); })) return AuthorKind::none;
  if (wording::among(kAgencies, plain) || wording::is_publication(name) || wording::is_role(name)) return AuthorKind::collective;
  const auto parts = wording::words(plain);
  if (std::any_of(parts.begin(), parts.end(), [](std::string_view word) { return wording::among(kNoName, word); })) return AuthorKind::none;
  if (is_site_itself(name, site) ||
      std::any_of(site.names.begin(), site.names.end(), [&](const std::string& one) { return holds(plain, bare(one)); }))
    return AuthorKind::collective;
  const bool desk = plain.ends_with(" e v") ||
                    std::any_of(parts.begin(), parts.end(), [](std::string_view word) { return wording::among(kDesks, word); });
  if (desk) return AuthorKind::collective;
  const bool handle = name.find('_') != name.npos || (parts.size() == 1 && (has_digit(name) || wording::begins_with_small_letter(name)));
  return handle ? AuthorKind::handle : AuthorKind::person;
}

bool is_desk(std::string_view name) {
  const std::string plain = bare(name);
  const auto parts = wording::words(plain);
  constexpr auto kLast = std::to_array<std::string_view>(
      {"redaktion", "redaktionsteam", "redacción", "rédaction", "redazione", "redação", "redactie", "redakcja", "staff", "newsroom"});
  return wording::among(kAgencies, plain) ||
         (!parts.empty() && parts.size() <= 4 && (wording::among(kLast, parts.back()) || wording::among(kLast, parts.front())));
}

Authors groups_of(const std::vector<std::string>& lines) {
  Authors groups;
  for (const auto& line : lines)
    if (kind_of_author(line, {}) != AuthorKind::none) groups = {{line}, AuthorKind::collective};
  return groups;
}

Authors better(Authors first, Authors second) { return second.kind > first.kind ? std::move(second) : std::move(first); }

std::vector<std::string> authors_in(std::string_view whole) {
  std::vector<std::string> names;
  const std::string line = without_dates(text::one_line(whole));
  if (wording::is_url(line)) return names;
  const std::string_view rest = before_credits(before_separator(without_author_label(line)));
  for (const auto& part : parts_of(rest)) {
    for (auto& name : wording::names_in_byline(without_end_marks(without_author_label(part)))) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
  }
  // `Autorin: Ruth Calder, lives by the harbour.`
  const auto no_name = [](const std::string& name) {
    return !wording::is_names(name) && (wording::words(name).size() > 2 || wording::begins_with_small_letter(name));
  };
  if (names.size() > 1 && wording::is_personal_name(names.front()))
    names.erase(std::remove_if(names.begin() + 1, names.end(), no_name), names.end());
  if (names.empty())
    if (const auto desk = wording::strip_punctuation(rest); !desk.empty()) names.emplace_back(desk);
  return names;
}

Authors authors_of(const std::vector<std::string>& lines, const Site& site) {
  constexpr std::size_t kMostNames = 30;
  Authors best;
  for (const auto& line : lines) {
    for (auto& name : authors_in(line)) {
      const AuthorKind kind = kind_of_author(name, site);
      if (kind == AuthorKind::none || kind < best.kind || best.names.size() >= kMostNames) continue;
      if (kind > best.kind) best = {{}, kind};
      if (std::find(best.names.begin(), best.names.end(), name) == best.names.end()) best.names.push_back(std::move(name));
    }
  }
  return best;
}

}  // namespace backfile::page
