// Elements are told by local names, so that MODS 3.x, Dublin Core and qualified Dublin Core need no namespaces.
#include "indexer/readers/mets_description.h"

#include <algorithm>

#include "indexer/article/date_text.h"
#include "indexer/article/language.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

std::string value_of(const Node& node) { return text::one_line(text::clean(markup::text_of(node))); }

bool is_within(const Node& node, std::string_view element, const Node& top) {
  for (const Node* at = node.parent; at && at != &top; at = at->parent)
    if (at->is(element)) return true;
  return false;
}

constexpr std::size_t kMaxValues = 50;

void add_new(std::string value, std::vector<std::string>& values) {
  if (!value.empty() && values.size() < kMaxValues && std::find(values.begin(), values.end(), value) == values.end())
    values.push_back(std::move(value));
}

/// `nonSort` is the article that sorting leaves out: "L'", "The".
std::string title_of(const Node& info) {
  std::string title;
  for (const Node* node = info.first; node; node = node->next) {
    const std::string value = node->is_text() ? std::string() : value_of(*node);
    if (value.empty()) continue;
    if (node->is("title") || node->is("nonSort")) {
      const bool elided = title.ends_with('\'') || title.ends_with("\u2019");
      if (!title.empty() && !elided) title += ' ';
      title += value;
    } else if (node->is("subTitle")) {
      if (!title.empty()) title += ' ';
      title += value;
    }
  }
  return title;
}

void read_title(const Node& info, const Node& section, MetsDescription& description) {
  const std::string_view type = info.attribute("type");
  if (type == "abbreviated" || type == "alternative" || type == "translated") return;
  const Node* related = info.parent;
  while (related && related != &section && !related->is("relatedItem")) related = related->parent;
  if (!related || related == &section) {
    add_new(title_of(info), description.titles);
  } else if (related->attribute("type") == "host" || related->attribute("type") == "series") {
    if (description.host.empty()) description.host = title_of(info);
  }
}

std::string name_of(const Node& node) {
  std::string given, family, plain;
  for (const Node* part : markup::children(node, "namePart")) {
    const std::string_view type = part->attribute("type");
    std::string& to = type == "given" ? given : type == "family" ? family : plain;
    if (type == "date" || type == "termsOfAddress") continue;
    if (!to.empty()) to += ' ';
    to += value_of(*part);
  }
  if (!plain.empty()) return plain;
  return given + (given.empty() || family.empty() ? "" : " ") + family;
}

bool is_author(const Node& name) {
  const Node* role = markup::find(name, "roleTerm");
  if (!role) return true;
  const std::string value = wording::lower(value_of(*role));
  return value == "aut" || value == "author" || value == "cre" || value == "creator" || value == "jrn" || value == "journalist";
}

/// Dates rank: a key date of issue, a date of issue, any other date that is the text's.
int rank_of(const Node& node) {
  if (node.is("dateIssued") || node.is("issued")) return node.attribute("keyDate") == "yes" ? 4 : node.attribute("point") == "end" ? 1 : 3;
  if (node.is("date")) return 2;
  return node.is("dateCreated") || node.is("created") ? 1 : 0;
}

article::Date date_of(const std::string& text) {
  if (const auto iso = article::parse_iso(text)) return *iso;
  return article::parse_date(text).value_or(article::Date{});
}

void read_detail(const Node& detail, MetsDescription& description) {
  const std::string_view type = detail.attribute("type");
  const Node* caption = detail.child("caption");
  const Node* number = detail.child("number");
  if (type == "edition" && description.edition.empty()) {
    if (caption) description.edition = value_of(*caption);
    // "1" is the only edition as well as the first of several.
    if (description.edition.empty() && number && value_of(*number) != "1") description.edition = value_of(*number);
  }
  if (type == "page number" && number) description.page = value_of(*number);
}

/// Everything but dates and languages.
void read_element(const Node& node, const Node& section, MetsDescription& description) {
  if (node.is("titleInfo")) {
    read_title(node, section, description);
  } else if (node.is("title")) {  // Dublin Core's; that of MODS lies in a titleInfo
    if (!node.parent->is("titleInfo")) add_new(value_of(node), description.titles);
  } else if (node.is("isPartOf")) {
    if (description.host.empty() && value_of(node).find("://") == std::string::npos) description.host = value_of(node);
  } else if (node.is("identifier") || node.is("recordIdentifier")) {
    add_new(value_of(node), description.identifiers);
  } else if (node.is("name")) {
    if (is_author(node)) add_new(name_of(node), description.authors);
  } else if (node.is("creator")) {
    add_new(value_of(node), description.authors);
  } else if (node.is("edition")) {
    if (description.edition.empty()) description.edition = value_of(node);
  } else if (node.is("detail")) {
    read_detail(node, description);
  } else if (node.is("extent") && node.attribute("unit").starts_with("page")) {
    if (const Node* start = node.child("start")) description.page = value_of(*start);
  }
}

}  // namespace

MetsDescription describe(const Node& section) {
  MetsDescription description;
  std::vector<std::string> languages;
  int best = 0;
  for (const Node* node = section.first; node; node = markup::next_within(*node, section)) {
    // What recordInfo says is about the record, but for its identifier.
    if (node->is_text() || (is_within(*node, "recordInfo", section) && !node->is("recordIdentifier"))) continue;
    read_element(*node, section, description);
    const bool of_other = is_within(*node, "relatedItem", section);
    if (const int rank = of_other ? 0 : rank_of(*node); rank > best) {
      const article::Date date = date_of(value_of(*node));
      if (date) best = rank;
      if (date) description.date = date;
    }
    const bool names_language = node->is("languageTerm") || (node->is("language") && !node->child("languageTerm"));
    if (names_language && !of_other && node->attribute("type") != "text") {
      if (std::string language = article::canonical_language(value_of(*node)); !language.empty()) add_new(language, languages);
    }
  }
  if (languages.size() == 1) description.language = languages.front();
  return description;
}

MetsDescription MetsDescriptions::of(const Node& div) {
  constexpr std::size_t kMaxSections = 20;
  MetsDescription description;
  const auto ids = mets_ids(div.attribute("DMDID"));
  for (std::size_t i = 0; i < std::min(ids.size(), kMaxSections); ++i) {
    const auto found = mets_.descriptions.find(ids[i]);
    if (found == mets_.descriptions.end()) continue;
    const auto [entry, is_new] = read_.try_emplace(found->second);
    if (is_new) entry->second = describe(*found->second);
    complete(description, entry->second);
  }
  return description;
}

void complete(MetsDescription& description, const MetsDescription& other) {
  const auto fill = [](auto& mine, const auto& theirs) {
    if (mine.empty()) mine = theirs;
  };
  fill(description.titles, other.titles);
  fill(description.host, other.host);
  fill(description.language, other.language);
  fill(description.edition, other.edition);
  fill(description.authors, other.authors);
  fill(description.page, other.page);
  for (const std::string& identifier : other.identifiers) add_new(identifier, description.identifiers);
  if (other.date.precision > description.date.precision) description.date = other.date;
}

std::string newspaper_title(std::string title) {
  while (!title.empty() && std::string_view(" .:;,/=|-([").find(title.back()) != std::string_view::npos) title.pop_back();
  return title;
}

LabelDate date_in_label(std::string_view label) {
  constexpr std::size_t kLongestLabel = 500;
  const std::string line = text::one_line(text::clean(std::string(label.substr(0, kLongestLabel))));
  const auto boundary = [&](std::size_t at) {
    return at == 0 || std::string_view(" ,|(_/[;").find(line[at - 1]) != std::string_view::npos;
  };
  for (std::size_t begin = 0; begin < line.size() && begin < 300; ++begin) {
    if (!boundary(begin) || line[begin] == ' ') continue;
    const std::string_view rest = std::string_view(line).substr(begin);
    // A date ends at the label's end or at a separator; a date in digits also before an underscore.
    for (const std::size_t end :
         {rest.size(), rest.find('|'), rest.find(" - "), rest.find(')'), rest.find(']'), rest.find('_'), rest.find(", ")}) {
      if (end == rest.npos || end < 8) continue;
      const std::string candidate = text::one_line(rest.substr(0, end));
      const article::Date date = date_of(candidate);
      if (date.precision >= article::Precision::day) return {date, newspaper_title(line.substr(0, begin))};
    }
    if (const auto second_comma = rest.find(", ", rest.find(", ") + 1); second_comma != rest.npos && rest.find(", ") != rest.npos) {
      const article::Date date = date_of(text::one_line(rest.substr(0, second_comma)));
      if (date.precision >= article::Precision::day) return {date, newspaper_title(line.substr(0, begin))};
    }
  }
  return {};
}

}  // namespace backfile::readers
