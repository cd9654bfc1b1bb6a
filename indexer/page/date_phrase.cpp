// Runs of up to nine words are tried as dates, the longest first, wherever one may begin.
#include "indexer/page/date_phrase.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

#include "indexer/article/date_text.h"
#include "indexer/article/date_tokens.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

using article::Date;

constexpr auto kModified = std::to_array<std::string_view>(
    {"aktualisiert",  "aktualisierung", "update",        "updated",    "zuletzt",    "geändert",    "änderung",
     "modified",      "stand",          "jour",          "modifié",    "modifiée",   "actualizado", "actualizada",
     "actualización", "aggiornato",     "aggiornamento", "atualizado", "atualizada", "bijgewerkt",  "edited",
     "revised",       "bearbeitet",     "überarbeitet",  "modificado", "uppdaterad", "oppdatert",   "opdateret",
     "aktualizacja",  "обновлено",      "last",          "dernière",   "última",     "ultima",      "mise"});
constexpr auto kPublished = std::to_array<std::string_view>({"veröffentlicht",
                                                             "publiziert",
                                                             "erschienen",
                                                             "erstellt",
                                                             "published",
                                                             "posted",
                                                             "publié",
                                                             "publiée",
                                                             "publicado",
                                                             "publicada",
                                                             "pubblicato",
                                                             "publicação",
                                                             "publicación",
                                                             "gepubliceerd",
                                                             "publicerad",
                                                             "publisert",
                                                             "publiceret",
                                                             "udgivet",
                                                             "eingestellt",
                                                             "geschrieben",
                                                             "erstveröffentlichung",
                                                             "originally",
                                                             "first",
                                                             "issued",
                                                             "released",
                                                             "written",
                                                             "opublikowano",
                                                             "опубликовано",
                                                             "online",
                                                             "created",
                                                             "veröffentlichungsdatum",
                                                             "publikationsdatum",
                                                             "date",
                                                             "datum",
                                                             "fecha",
                                                             "vom",
                                                             "meldung",
                                                             "pressemitteilung"});
constexpr auto kOther = std::to_array<std::string_view>({"born",
                                                         "geboren",
                                                         "geb",
                                                         "termin",
                                                         "event",
                                                         "copyright",
                                                         "©",
                                                         "bis",
                                                         "until",
                                                         "gültig",
                                                         "seit",
                                                         "since",
                                                         "joined",
                                                         "mitglied",
                                                         "abgerufen",
                                                         "retrieved",
                                                         "accessed",
                                                         "beginn",
                                                         "veranstaltung",
                                                         "deadline",
                                                         "anmeldung",
                                                         "registriert",
                                                         "between",
                                                         "zwischen",
                                                         "from",
                                                         "ab",
                                                         "before",
                                                         "after",
                                                         "nach",
                                                         "vor",
                                                         "death",
                                                         "died",
                                                         "gestorben",
                                                         "anmeldeschluss",
                                                         "von",
                                                         "to",
                                                         "archiv",
                                                         "nächste",
                                                         "next"});

struct Word {
  std::size_t begin, end;
};

/// Pieces between spaces and marks that stand between a date and something else.
std::vector<Word> pieces(std::string_view line) {
  constexpr std::size_t kMostWords = 60;
  constexpr auto kMarks =
      std::to_array<std::string_view>({" ", "|", "•", "·", "(", ")", "[", "]", "–", "—", "\u00BB", "\u00AB", "*", "\"", "„", "“"});
  std::vector<Word> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= line.size() && words.size() < kMostWords;) {
    std::size_t mark = at == line.size() ? 1 : 0;
    for (const auto one : kMarks)
      if (mark == 0 && line.substr(at).starts_with(one)) mark = one.size();
    if (mark == 0) {
      ++at;
      continue;
    }
    if (at > begin) words.push_back({begin, at});
    at += mark;
    begin = at;
  }
  return words;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// 3.2.22, which is a date only where there are two full stops and nothing else.
std::optional<Date> short_date(std::string_view text) {
  while (!text.empty() && (text.back() == ',' || text.back() == '.' || text.back() == ':')) text.remove_suffix(1);
  int parts[3] = {0, 0, 0}, digits = 0;
  std::size_t part = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9' && digits < 2) {
      parts[part] = parts[part] * 10 + (c - '0');
      ++digits;
    } else if (c == '.' && part < 2 && digits > 0) {
      ++part;
      digits = 0;
    } else {
      return std::nullopt;
    }
  }
  if (part != 2 || digits != 2) return std::nullopt;
  return article::parse_date(std::to_string(parts[0]) + "." + std::to_string(parts[1]) + "." + std::to_string(2000 + parts[2]));
}

std::optional<Date> date_at(std::string_view line, std::size_t begin, std::size_t end, std::string_view language) {
  std::string_view text = line.substr(begin, end - begin);
  constexpr std::string_view kEnds = ",;.:-/";
  while (!text.empty() && kEnds.find(text.back()) != kEnds.npos) text.remove_suffix(1);
  const auto date = article::parse_date(text, language);
  if (!date || date->precision < article::Precision::day) return std::nullopt;
  return date;
}

bool may_begin(std::string_view word) {
  if (has_digit(word)) return true;
  const auto plain = wording::strip_punctuation(word);
  if (plain.size() < 3 || plain.size() > 24) return false;
  const auto tokens = article::date_tokens(plain);
  return tokens && !tokens->empty() &&
         (tokens->front().kind == article::TokenKind::month || tokens->front().kind == article::TokenKind::weekday);
}

}  // namespace

DateRole role_of_label(std::string_view label) {
  DateRole role = DateRole::plain;
  const std::string folded = wording::lower(label.size() > 60 ? label.substr(label.size() - 60) : label);
  if (folded.find("©") != folded.npos) return DateRole::other;
  for (const auto word : wording::words(folded)) {
    const auto plain = wording::strip_punctuation(word);
    if (wording::among(kModified, plain)) return DateRole::modified;
    if (wording::among(kPublished, plain)) role = DateRole::published;
    if (wording::among(kOther, plain) && role == DateRole::plain) role = DateRole::other;
  }
  return role;
}

std::vector<DatedPhrase> dates_in(std::string_view line, std::string_view language) {
  constexpr std::size_t kMostParts = 9;
  std::vector<DatedPhrase> found;
  if (!has_digit(line)) return found;
  const auto words = pieces(line);
  std::size_t label = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto word = line.substr(words[i].begin, words[i].end - words[i].begin);
    const auto colon = word.find(':');  // `Stand:12.3.2020`
    const std::size_t begin =
        colon != word.npos && colon + 1 < word.size() && !has_digit(word.substr(0, colon)) ? words[i].begin + colon + 1 : words[i].begin;
    if (!may_begin(line.substr(begin, words[i].end - begin))) continue;
    const std::size_t before = found.size();
    for (std::size_t last = std::min(words.size(), i + kMostParts); last-- > i && found.size() == before;) {
      auto date = date_at(line, begin, words[last].end, language);
      if (!date && last == i) date = short_date(word);
      if (!date) continue;
      found.push_back({*date, role_of_label(line.substr(label, begin - label)), begin, words[last].end});
      label = words[last].end;
      i = last;
    }
  }
  return found;
}

}  // namespace backfile::page
