// Conventions of the databases that the collections were made from.
#include "indexer/readers/sgml_names.h"

#include <algorithm>
#include <array>

#include "indexer/article/date_tokens.h"
#include "indexer/readers/wire_dates.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/publication.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    std::string part = text::one_line(text.substr(at, end - at));
    if (!part.empty()) parts.push_back(std::move(part));
    at = end + 1;
  }
  return parts;
}

bool is_agency(const std::string& name) {
  constexpr auto kAgencies = std::to_array<std::string_view>({"reuter", "reuters", "associated press", "the associated press", "ap", "afp",
                                                              "dpa", "upi", "united press international", "agence france-presse",
                                                              "ap writer", "associated press writer", "efe", "ansa", "apa", "sda", "ats"});
  return among(kAgencies, lower(name));
}

/// The number behind `Page`, in any case of letters; empty where there is none.
std::string page_behind_word(const std::string& text) {
  const auto pieces = words(text);
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    const std::string word = lower(strip_punctuation(pieces[i]));
    if (word != "page" && word != "pages" && word != "pg" && word != "p") continue;
    const std::string page(strip_punctuation(pieces[i + 1]));
    if (page.size() <= 8 && std::any_of(page.begin(), page.end(), is_digit)) return page;
  }
  return {};
}

bool is_month(std::string_view word) { return article::month_named(strip_punctuation(word)) > 0; }

/// Behind `FT` and the date; the headline itself where there is none.
std::string without_running_head(const std::string& line) {
  const std::size_t slash = line.find(" / ");
  if (slash == line.npos || slash > 24) return line;
  return date_in_field(line.substr(0, slash), "en") ? text::one_line(line.substr(slash + 3)) : line;
}

}  // namespace

SgmlHeadline sgml_headline(std::string_view text) {
  SgmlHeadline headline;
  for (std::string line : split(text, "\n")) {
    // WSJ's database marks lines of a headline with @ and draws rules.
    while (line.starts_with('@') || line.starts_with('*')) line = text::one_line(line.substr(1));
    if (line.find_first_not_of("-_=. ") == line.npos) continue;
    if (!headline.title.empty() && is_byline(line)) {
      headline.byline = line;
      continue;
    }
    if (!headline.byline.empty()) continue;  // the writer's post
    headline.title += headline.title.empty() ? "" : " ";
    headline.title += line;
  }
  headline.title = without_running_head(headline.title);
  return headline;
}

SgmlSection sgml_section(const std::string& line) {
  SgmlSection section;
  const auto parts = split(line, ";");
  for (const std::string& part : parts) {
    const std::string page = page_behind_word(part);
    if (!page.empty() && section.page.empty()) section.page = page;
    if (page.empty() && section.name.empty()) section.name = part;
  }
  return section;
}

SgmlSection sgml_source(const std::string& line) {
  SgmlSection source;
  for (const std::string& part : split(line, ",;")) {
    const std::string page = page_behind_word(part);
    if (!page.empty())
      source.page = page;
    else if (source.name.empty())
      source.name = part;
  }
  const std::size_t bracket = source.name.rfind(" (");
  if (bracket != source.name.npos && source.name.ends_with(')') && source.name.size() - bracket <= 6) source.name.resize(bracket);
  return source;
}

SgmlJournal sgml_journal(const std::string& line, const std::string& language) {
  SgmlJournal journal;
  const auto pieces = words(line);
  std::size_t month = 1;
  while (month < pieces.size() && !is_month(pieces[month])) ++month;
  if (month >= pieces.size()) {
    journal.name = line.size() <= 80 ? line : std::string();
    return journal;
  }
  const auto at = static_cast<std::size_t>(pieces[month].data() - line.data());
  journal.name = text::one_line(line.substr(0, at));
  journal.date = date_in_field(line.substr(at), language).value_or(article::Date{});
  for (std::size_t i = month + 1; i < std::min(pieces.size(), month + 8); ++i) {
    if (pieces[i].size() < 2 || pieces[i][0] != 'p' || !is_digit(pieces[i][1])) continue;
    const std::size_t end = std::min(pieces[i].find_first_not_of("0123456789", 1), pieces[i].size());
    journal.page = pieces[i].substr(1, end - 1);
    break;
  }
  return journal;
}

std::string page_number(const std::string& line) {
  const std::string page = page_behind_word(line);
  return page.empty() && line.size() <= 24 ? line : page;
}

std::vector<std::string> sgml_terms(std::string_view text) {
  std::vector<std::string> terms;
  for (std::string term : split(text, "\n;")) {
    const std::size_t colon = term.find(": ");
    if (colon != term.npos && colon < 16 && term.find(' ') > colon) term.erase(0, colon + 2);
    const std::size_t bracket = term.rfind(" (");
    if (bracket != term.npos && term.ends_with(')') && term.size() - bracket <= 8) term.resize(bracket);
    while (!term.empty() && (term.back() == '.' || term.back() == ',' || term.back() == '*')) term.pop_back();
    if (!term.empty() && term.size() <= 200 && std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(std::move(term));
    if (terms.size() == 200) break;
  }
  return terms;
}

std::vector<std::string> names_of_byline(const std::string& line) {
  std::vector<std::string> names = names_in_byline(line);
  for (std::string& name : names) {
    // `Calder, Ruth.` ends a field, `Calder, R.` does not.
    const std::size_t word = name.find_last_of(" .", name.size() - 2) + 1;
    if (name.ends_with('.') && name.find(',') != name.npos && name.size() - word > 3) name.pop_back();
  }
  std::erase_if(names, [](const std::string& name) { return is_agency(name) || is_publication(name); });
  return names;
}

std::vector<std::string> bylines_among(std::string_view text) {
  for (const std::string& line : split(text, "\n")) {
    if (is_byline(line)) return names_of_byline(line);
  }
  return {};
}

std::string source_of_document_number(std::string_view number) {
  struct Collection {
    std::string_view beginning, source;
  };
  constexpr auto kCollections = std::to_array<Collection>({
#define COLLECTION(beginning, source) {beginning, source},
#include "indexer/readers/sgml_collections.def"
#undef COLLECTION
  });
  const Collection* best = nullptr;
  for (const Collection& collection : kCollections) {
    if (!number.starts_with(collection.beginning) || number.size() <= collection.beginning.size() + 1) continue;
    const char next = number[collection.beginning.size()];
    if (!is_digit(next) &&
        !(std::string_view("-._").find(next) != std::string_view::npos && is_digit(number[collection.beginning.size() + 1])))
      continue;
    if (!best || collection.beginning.size() > best->beginning.size()) best = &collection;
  }
  return best ? std::string(best->source) : std::string();
}

}  // namespace backfile::readers
