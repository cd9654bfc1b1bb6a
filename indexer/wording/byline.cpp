// Names by their look: words that begin with a capital, with particles between them.
#include "indexer/wording/byline.h"

#include <algorithm>
#include <array>

#include "indexer/text/charset.h"
#include "indexer/wording/publication.h"
#include "indexer/wording/words.h"

namespace backfile::wording {
namespace {

/// What stands before names, in lower case.
constexpr auto kBy = std::to_array<std::string_view>({"by",
                                                      "von",
                                                      "par",
                                                      "por",
                                                      "di",
                                                      "door",
                                                      "av",
                                                      "af",
                                                      "written by",
                                                      "story by",
                                                      "reported by",
                                                      "words by",
                                                      "text by",
                                                      "posted by",
                                                      "published by",
                                                      "escrito por",
                                                      "propos recueillis par",
                                                      "autor",
                                                      "by:",
                                                      "記者",
                                                      "文",
                                                      "نص",
                                                      "كتب",
                                                      "كتبت"});
/// Months and weekdays look like names: `By Monday`. None of them stands in a byline.
constexpr auto kTimes = std::to_array<std::string_view>({"monday",  "tuesday",   "wednesday", "thursday", "friday",   "saturday",  "sunday",
                                                         "january", "february",  "march",     "april",    "may",      "june",      "july",
                                                         "august",  "september", "october",   "november", "december", "christmas", "easter",
                                                         "noon",    "midnight",  "today",     "tomorrow", "now",      "then"});
/// Lower-case words that stand between the capitals of names.
constexpr auto kParticles = std::to_array<std::string_view>(
    {"and",   "und", "et",  "y",  "e",   "i",   "og",  "och",     "en",    "with",          "mit",      "avec",   "con",
     "of",    "the", "for", "in", "at",  "to",  "de",  "da",      "do",    "dos",           "du",       "des",    "del",
     "della", "di",  "la",  "le", "van", "von", "der", "den",     "ter",   "ten",           "bin",      "ibn",    "al",
     "el",    "zu",  "zur", "af", "av",  "our", "a",   "special", "staff", "correspondent", "reporter", "writer", "editor"});
constexpr auto kRoles =
    std::to_array<std::string_view>({"writer",        "writers",       "reporter",        "reporters", "correspondent", "correspondents",
                                     "editor",        "editors",       "staff",           "columnist", "critic",        "contributor",
                                     "redaktion",     "korrespondent", "korrespondentin", "redakteur", "redakteurin",   "journaliste",
                                     "correspondant", "redactor",      "corresponsal",    "bureau",    "chief"});
constexpr auto kJoins = std::to_array<std::string_view>({"and", "und", "et", "y", "&", "og", "och", "with", "mit", "avec", "con"});

std::string_view without_by(std::string_view line) {
  std::size_t longest = 0;
  const std::string folded = lower(line.substr(0, 40));
  for (const auto word : kBy) {
    if (folded.starts_with(word) && folded.size() > word.size() && folded[word.size()] == ' ') longest = std::max(longest, word.size() + 1);
  }
  return line.substr(longest);
}

bool looks_like_name(std::string_view text) {
  const auto parts = words(text);
  if (parts.empty() || parts.size() > 12) return false;
  bool capital = false;
  for (const auto part : parts) {
    const std::string plain = lower(strip_punctuation(part));
    if (among(kTimes, plain)) return false;
    if (begins_with_capital(part))
      capital = true;
    else if (!among(kParticles, plain) && part != "&" && part.find('@') == part.npos && part != "-" && part != "\xE2\x80\x93")
      return false;
  }
  return capital;
}

/// A full stop ends a sentence, but also `Jr.`, `J.` and `St.`.
bool ends_a_sentence(std::string_view text) {
  if (text.empty() || (text.back() != '.' && text.back() != '!' && text.back() != '?' && text.back() != ':')) return false;
  if (text.back() != '.') return true;
  return words(text).back().size() > 4;
}

void add_name(std::string_view part, std::vector<std::string>& names) {
  if (part.ends_with(" 기자")) part.remove_suffix(std::string_view(" 기자").size());
  if (part.ends_with("記者")) part.remove_suffix(std::string_view("記者").size());
  std::string name = text::one_line(without_by(text::one_line(part)));
  if (const auto bracket = name.find_first_of("(<["); bracket != name.npos) name = text::one_line(name.substr(0, bracket));
  if (name.empty() || name.find('@') != name.npos || is_role(name) || is_publication(name)) return;
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

/// `山田花子記者`: a name of at most eight characters.
bool is_reporter(std::string_view line) {
  // Korean: `김철수 기자`.
  if (line.ends_with(" 기자") && words(line).size() == 2 && length(line) <= 7) return true;
  constexpr std::string_view kReporter = "記者";
  constexpr std::size_t kMost = 8;
  return line.ends_with(kReporter) && length(line) >= 4 && length(line) <= kMost + 2 && line.find_first_of(" .:") == line.npos &&
         is_unspaced(first_character(line)) && line.find("、") == line.npos && line.find("の") == line.npos;
}

}  // namespace

bool is_role(std::string_view line) {
  const auto parts = words(line);
  if (parts.empty() || parts.size() > 6) return false;
  if (lower(line).starts_with("special to ")) return true;
  return among(kRoles, lower(strip_punctuation(parts.back())));
}

bool is_names(std::string_view text) { return text.size() <= 120 && !ends_a_sentence(text) && looks_like_name(text); }

bool is_byline(std::string_view line) {
  if (is_reporter(line)) return true;
  const std::string_view rest = without_by(line);
  return rest.size() < line.size() && is_names(rest);
}

std::vector<std::string> names_in_byline(std::string_view byline) {
  const std::string line = text::one_line(byline);
  const std::string_view rest = without_by(line);
  std::vector<std::string> names;
  const auto comma = rest.find(',');
  const bool one_comma = comma != rest.npos && rest.find_first_of(",;&", comma + 1) == rest.npos && rest.find(" and ") == rest.npos;
  if (one_comma && words(rest.substr(0, comma)).size() == 1 && words(rest.substr(comma + 1)).size() <= 2 &&
      !is_role(rest.substr(comma + 1))) {
    names.emplace_back(rest);  // `Doe, Jane`
    return names;
  }
  std::string part;
  for (const auto word : words(rest)) {
    const char last = word.back();
    if (among(kJoins, lower(word))) {
      add_name(part, names);
      part.clear();
      continue;
    }
    part += part.empty() ? "" : " ";
    if (last != ',' && last != ';') {
      part += word;
      continue;
    }
    part += word.substr(0, word.size() - 1);
    add_name(part, names);
    part.clear();
  }
  add_name(part, names);
  return names;
}

}  // namespace backfile::wording
