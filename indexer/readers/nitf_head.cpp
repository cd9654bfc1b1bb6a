// Element by element. Agencies put the parts of <head> in any order and depth, so they are looked for by name.
#include "indexer/readers/nitf_head.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/readers/news_codes.h"
#include "indexer/readers/news_fields.h"
#include "indexer/readers/news_status.h"
#include "indexer/readers/record_text.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

std::string_view norm_of(const Node& nitf, std::string_view element) {
  const Node* const found = markup::find(nitf, element);
  return found ? found->attribute("norm") : std::string_view();
}

/// Archives of newspapers write the day as its midnight.
article::Date day_of_publication(const Node* pubdata) {
  article::Date date = pubdata ? first_date({pubdata->attribute("date.publication")}) : article::Date{};
  if (date.precision == article::Precision::second && !date.offset_minutes && date.hour + date.minute + date.second == 0)
    date.precision = article::Precision::day;
  return date;
}

void read_dates(const Node& nitf, article::Article& article) {
  const Node* const pubdata = markup::find(nitf, "pubdata");
  const std::string_view issue = norm_of(nitf, "date.issue");
  const std::string_view release = norm_of(nitf, "date.release");
  for (const auto& date : {first_date({issue}), day_of_publication(pubdata), first_date({norm_of(nitf, "story.date"), release})}) {
    if (!article.published) article.published = date;
  }
  if (!article.published) article.published = first_date({line_of(markup::find(nitf, "story.date"))});
  set_embargo(first_date({release}), article);
  for (const Node* revision : markup::find_all(nitf, "revision-history")) set_modified(first_date({revision->attribute("norm")}), article);
}

void read_status(const Node& nitf, article::Article& article) {
  if (const Node* const docdata = markup::find(nitf, "docdata"); docdata && article.status == article::Status::usable) {
    article.status = status_of(docdata->attribute("management-status"));
    settle_embargo(docdata->attribute("management-status"), article);
  }
  for (const Node* message : markup::find_all(nitf, "ed-msg")) {
    const std::string note = value_of(*message, "info");
    if (is_correction(note) || is_correction(message->attribute("msg-type"))) {
      if (!note.empty() && article.corrections.size() < kMaxListed) article.corrections.push_back({{}, note});
    }
  }
  for (const Node* revision : markup::find_all(nitf, "revision-history")) {
    const std::string note = value_of(*revision, "comment");
    if (is_correction(note) && article.corrections.size() < kMaxListed)
      article.corrections.push_back({first_date({revision->attribute("norm")}), note});
  }
}

/// Types of news objects that are no section of a newspaper.
bool is_section(const std::string& type) {
  constexpr auto kTypes = std::to_array<std::string_view>(
      {"news", "nyheter", "nyheder", "uutiset", "nachrichten", "data", "advisory", "alert", "feature", "current", "text", "unknown"});
  return !is_code(type) && !wording::among(kTypes, wording::lower(type));
}

void read_subjects(const Node& nitf, article::Article& article) {
  if (const Node* const object = markup::find(nitf, "tobject")) {
    if (std::string type = value_of(*object, "tobject.type"); is_section(type)) set_if_empty(article.section, std::move(type));
  }
  for (const Node* subject : markup::find_all(nitf, "tobject.subject")) {
    const std::size_t before = article.tags.size();
    bool named = false;
    for (const char* attribute : {"tobject.subject.type", "tobject.subject.matter", "tobject.subject.detail"}) {
      std::string name = value_of(*subject, attribute);
      named = named || !name.empty();
      add_once(std::move(name), article.tags);
    }
    if (!named) add_once(std::string(top_subject(value_of(*subject, "tobject.subject.refnum"))), article.tags);
    if (article.tags.size() > before && article.section.empty()) article.section = article.tags[before];
  }
  for (const Node* keyword : outermost(nitf, "keyword")) {
    std::string key = value_of(*keyword, "key");
    add_once(key.empty() ? line_of(keyword) : std::move(key), article.tags);
  }
}

void read_identified(const Node& content, article::Article& article) {
  for (const Node* node = content.first; node; node = node->next) {
    std::string text = value_of(*node, "value");
    if (std::string inner = line_of(node); !inner.empty()) text = std::move(inner);
    if (node->is("location"))
      add_once(std::move(text), article.places);
    else if (!node->is_text() && !text.starts_with("Top/"))  // a path of a classification, not a name
      add_once(std::move(text), article.tags);
  }
}

void read_places(const Node& nitf, article::Article& article) {
  for (const Node* place : markup::find_all(nitf, "evloc")) {
    for (const char* attribute : {"city", "county-dist", "state-prov", "country"}) add_once(value_of(*place, attribute), article.places);
  }
}

void read_publication(const Node& pubdata, article::Article& article) {
  set_if_empty(article.source, value_of(pubdata, "name"));
  set_if_empty(article.url, value_of(pubdata, "ex-ref"));
  set_if_empty(article.edition, value_of(pubdata, "edition.name"));
  if (std::string section = value_of(pubdata, "position.section"); !section.empty()) article.section = std::move(section);
  set_if_empty(article.page, value_of(pubdata, "position.sequence"));
}

void read_meta(const Node& nitf, article::Article& article) {
  constexpr auto kSections =
      std::to_array<std::string_view>({"section", "print_section", "online_sections", "category", "ressort", "desk", "dsk"});
  constexpr auto kPages = std::to_array<std::string_view>({"page", "print_page_number", "print_page", "pagenumber"});
  for (const Node* meta : markup::find_all(nitf, "meta")) {
    const std::string name = wording::lower(meta->attribute("name"));
    std::string content = value_of(*meta, "content");
    if (content.empty()) continue;
    if (wording::among(kSections, name) && !is_code(content) && content.size() < 60)
      set_if_empty(article.section, content.substr(0, content.find(';')));
    else if (wording::among(kPages, name))
      set_if_empty(article.page, std::move(content));
    else if (name == "author" && article.authors.empty())
      add_authors(content, article);
  }
}

void read_source(const Node& nitf, article::Article& article) {
  set_if_empty(article.source, line_of(markup::find(nitf, "distributor")));
  for (const auto& [element, attribute] : {std::pair{"doc.copyright", "holder"}, {"doc-id", "regsrc"}, {"from-src", "src-name"}}) {
    if (const Node* const node = markup::find(nitf, element)) set_if_empty(article.source, value_of(*node, attribute));
  }
  set_if_empty(article.source, line_of(markup::find(nitf, "rights.owner")));
}

}  // namespace

void read_nitf_head(const Node& nitf, article::Article& article) {
  read_dates(nitf, article);
  read_status(nitf, article);
  if (const Node* const pubdata = markup::find(nitf, "pubdata")) read_publication(*pubdata, article);
  read_meta(nitf, article);
  read_subjects(nitf, article);
  read_places(nitf, article);
  if (const Node* const content = markup::find(nitf, "identified-content")) read_identified(*content, article);
  read_source(nitf, article);
}

}  // namespace backfile::readers
