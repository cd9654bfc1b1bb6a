// THE table of names. Within a meaning the order is the preference.
#include "indexer/readers/json_names.h"

#include <algorithm>
#include <cctype>
#include <unordered_map>
#include <utility>

namespace backfile::readers {
namespace {

struct Row {
  Meaning meaning;
  std::vector<std::string_view> names;  // lower case, without separators
};

/// Names from article_json.h come first, then ninjs (IPTC), then schema.org, then what exports and news interfaces use.
const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {Meaning::id,
       {"id", "uri", "guid", "_id", "@id", "identifier", "articleid", "docid", "documentid", "itemid", "recordid", "uid", "uuid"}},
      {Meaning::url,
       {"url", "mainentityofpage", "canonicalurl", "canonical", "link", "permalink", "weburl", "articleurl", "sourceurl", "externalurl",
        "href"}},
      {Meaning::source,
       {"source", "infosource", "publisher", "publication", "newspaper", "publicationname", "publicationtitle", "newspapertitle",
        "sourcename", "outlet", "medium", "journal", "provider", "sitename", "site", "domain", "paper"}},
      {Meaning::section,
       {"section", "articlesection", "sectionname", "category", "categories", "rubric", "desk", "newsdesk", "department", "channel"}},
      {Meaning::authors,
       {"authors", "author", "byline", "by", "bylines", "creator", "creators", "writer", "writers", "journalist", "reporter"}},
      {Meaning::tags, {"tags", "keywords", "keyword", "subject", "subjects", "topics", "labels"}},
      {Meaning::places, {"places", "place", "contentlocation", "spatialcoverage"}},
      {Meaning::language, {"language", "inlanguage", "lang", "languagecode", "locale"}},
      {Meaning::page, {"page", "pagenumber", "pageno", "printpage", "pagestart"}},
      {Meaning::edition, {"edition", "printedition"}},
      {Meaning::title, {"title", "headline", "headlines", "heading", "head", "articletitle", "name", "slugline", "webtitle"}},
      {Meaning::subtitle, {"subtitle", "alternativeheadline", "subheadline", "subheading", "subhead", "deck", "dek", "strapline"}},
      {Meaning::summary,
       {"summary", "description", "descriptiontext", "descriptions", "abstract", "lede", "lead", "standfirst", "trailtext", "teaser",
        "excerpt", "snippet"}},
      {Meaning::body,
       {"body", "bodytext", "articlebody", "fulltext", "content", "text", "articletext", "maintext", "maincontent", "contenttext",
        "plaintext", "ocrtext", "ocr", "story", "paragraphs", "leadparagraph"}},
      {Meaning::html, {"bodyxhtml", "bodyhtml", "bodies", "contenthtml", "html", "contentencoded"}},
      {Meaning::published,
       {"published",   "datepublished", "firstpublished",     "publishedat",    "publisheddate",     "publisheddatetime", "publicationdate",
        "publishdate", "publishedon",   "webpublicationdate", "pubdate",        "dateofpublication", "issuedate",         "date",
        "datetime",    "firstcreated",  "contentcreated",     "versioncreated", "datecreated",       "createdat",         "created",
        "year"}},
      {Meaning::modified,
       {"modified", "datemodified", "versioncreated", "modifiedat", "modifieddate", "updated", "updatedat", "lastmodified", "lastupdated"}},
      {Meaning::embargoed, {"embargoed", "embargo", "embargodate", "embargountil", "embargoeduntil"}},
      {Meaning::status, {"status", "pubstatus"}},
      {Meaning::corrections, {"corrections", "correction", "corrigendum"}},
      {Meaning::type, {"type", "@type", "contenttype", "mediatype"}},
  };
  return kRows;
}

using Places = std::vector<std::pair<Meaning, std::size_t>>;  // what a name means, and its rank in that meaning

const std::unordered_map<std::string_view, Places>& table() {
  static const auto* const kTable = [] {
    auto* built = new std::unordered_map<std::string_view, Places>;
    for (const auto& row : rows()) {
      for (std::size_t rank = 0; rank < row.names.size(); ++rank) (*built)[row.names[rank]].emplace_back(row.meaning, rank);
    }
    return built;
  }();
  return *kTable;
}

/// `pub_date`, `pubDate` and `Pub-Date` to `pubdate`. A leading underscore stays: `_id` is not `id`.
std::string plain_name(const std::string& name) {
  std::string plain;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (i > 0 && (c == '_' || c == '-' || c == ' ' || c == ':')) continue;
    plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return plain;
}

/// Options::column_names by plain name. Small: asked for once a record only where there are any.
std::unordered_map<std::string, Places> mapped_table(const std::map<std::string, std::string>& column_names) {
  std::unordered_map<std::string, Places> mapped;
  for (const auto& [column, field] : column_names) {
    for (const auto& row : rows()) {
      if (row.names.front() == field) mapped[plain_name(column)].emplace_back(row.meaning, 0);
    }
  }
  return mapped;
}

}  // namespace

std::vector<std::string_view> mappable_fields() {
  std::vector<std::string_view> fields;
  for (const auto& row : rows()) {
    if (row.meaning != Meaning::html && row.meaning != Meaning::type) fields.push_back(row.names.front());
  }
  return fields;
}

Meanings::Meanings(const nlohmann::json& record, const std::map<std::string, std::string>& column_names) {
  const auto mapped = mapped_table(column_names);
  std::array<std::vector<std::pair<std::size_t, const nlohmann::json*>>, static_cast<std::size_t>(Meaning::count_)> ranked;
  for (const auto& [name, value] : record.items()) {
    if (value.is_null()) continue;
    const std::string plain = plain_name(name);
    if (const auto given = mapped.find(plain); given != mapped.end()) {
      for (const auto& [meaning, rank] : given->second) ranked[static_cast<std::size_t>(meaning)].emplace_back(rank, &value);
      continue;
    }
    const auto found = table().find(plain);
    if (found == table().end()) continue;
    for (const auto& [meaning, rank] : found->second) ranked[static_cast<std::size_t>(meaning)].emplace_back(rank + 1, &value);
  }
  for (std::size_t meaning = 0; meaning < ranked.size(); ++meaning) {
    std::stable_sort(ranked[meaning].begin(), ranked[meaning].end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [rank, value] : ranked[meaning]) values_[meaning].push_back(value);
  }
}

}  // namespace backfile::readers
