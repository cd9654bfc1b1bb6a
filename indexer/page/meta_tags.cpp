// One list of names for each field, the most trustworthy first.
#include "indexer/page/meta_tags.h"

#include <algorithm>
#include <array>

#include "indexer/article/date_text.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

constexpr auto kTitle = std::to_array<std::string_view>(
    {"og:title", "twitter:title", "parsely-title", "sailthru:title", "dc:title", "dcterms:title", "citation_title", "title", "headline"});
constexpr auto kSummary = std::to_array<std::string_view>(
    {"og:description", "description", "twitter:description", "sailthru:description", "dc:description", "dcterms:abstract"});
constexpr auto kSection = std::to_array<std::string_view>({"article:section", "parsely-section", "sailthru:section", "cxenseparse:section",
                                                           "cxenseparse:recs:articlesection", "section", "dc:subject"});
constexpr auto kSource = std::to_array<std::string_view>(
    {"og:site_name", "application-name", "citation_journal_title", "dc:publisher", "dcterms:publisher", "publisher"});
constexpr auto kAuthors = std::to_array<std::string_view>(
    {"author", "article:author", "article:author_name", "article:author:name", "og:article:author", "parsely-author", "sailthru:author",
     "cxenseparse:author", "cxenseparse:recs:author", "dc:creator", "dcterms:creator", "dc:contributor", "citation_author", "byl",
     "authors", "creator", "dcsext:author", "lp:author", "rbauthors"});
constexpr auto kPublished = std::to_array<std::string_view>({"article:published_time",
                                                             "article:published",
                                                             "og:article:published_time",
                                                             "og:published_time",
                                                             "datepublished",
                                                             "parsely-pub-date",
                                                             "sailthru:date",
                                                             "cxenseparse:recs:publishtime",
                                                             "cxenseparse:publishtime",
                                                             "citation_publication_date",
                                                             "citation_online_date",
                                                             "dcterms:issued",
                                                             "dc:date:issued",
                                                             "dcterms:created",
                                                             "dc:date:created",
                                                             "article:date",
                                                             "article_date_original",
                                                             "publication_date",
                                                             "publish-date",
                                                             "publishdate",
                                                             "pubdate",
                                                             "publish_date",
                                                             "published_date",
                                                             "originalpublicationdate",
                                                             "dc:date",
                                                             "dcterms:date",
                                                             "date",
                                                             "datecreated",
                                                             "displaydate",
                                                             "ptime",
                                                             "rnews:datepublished",
                                                             "bt:pubdate",
                                                             "vr:published_time",
                                                             "last-published"});
constexpr auto kModified =
    std::to_array<std::string_view>({"article:modified_time", "article:modified", "og:updated_time", "og:modified_time", "datemodified",
                                     "dcterms:modified", "dc:date:modified", "lastmod", "last-modified", "revised"});
constexpr auto kTags = std::to_array<std::string_view>(
    {"article:tag", "og:article:tag", "parsely-tags", "sailthru:tags", "news_keywords", "keywords", "cxenseparse:recs:tags"});
constexpr auto kLanguage =
    std::to_array<std::string_view>({"og:locale", "dc:language", "dcterms:language", "content-language", "language", "inlanguage"});

std::string key_of(std::string_view name) {
  std::string key = wording::lower(name.substr(0, 80));
  std::replace(key.begin(), key.end(), '.', ':');
  return key;
}

void say_list(std::vector<std::string>& field, std::string_view line) {
  for (std::size_t begin = 0; begin < line.size();) {
    const auto end = std::min(line.find_first_of(",;", begin), line.size());
    say(field, line.substr(begin, end - begin));
    begin = end + 1;
  }
}

}  // namespace

MetaTags::MetaTags(const markup::Document& tree) {
  constexpr std::size_t kMostTags = 5'000;
  std::size_t count = 0;
  for (const markup::Node* tag : markup::find_all(tree.root(), "meta")) {
    if (++count > kMostTags) break;
    const std::string_view content = tag->has("content") ? tag->attribute("content") : tag->attribute("value");
    for (const std::string_view attribute : {"property", "name", "itemprop", "http-equiv"}) {
      if (attribute == "itemprop" && (tag->has("property") || tag->has("name"))) continue;
      const std::string_view name = tag->attribute(attribute);
      // Inside the page, itemprop belongs to an item: see microdata.h.
      if (name.empty() || (attribute == "itemprop" && !(tag->parent && tag->parent->is("head")))) continue;
      if (std::string line = value_line(content); !line.empty()) values_[key_of(name)].push_back(std::move(line));
    }
  }
}

std::string MetaTags::one(std::string_view name) const {
  const auto& values = all(name);
  return values.empty() ? std::string() : values.front();
}

const std::vector<std::string>& MetaTags::all(std::string_view name) const {
  static const std::vector<std::string> kNone;
  const auto found = values_.find(std::string(name));
  return found == values_.end() ? kNone : found->second;
}

Said said_by_meta_tags(const MetaTags& tags, std::string_view language) {
  Said said;
  for (const auto name : kTitle) say(said.title, tags.one(name));
  for (const auto name : kSummary) say(said.summary, tags.one(name));
  for (const auto name : kSection) say(said.section, tags.one(name));
  for (const auto name : kSource) say(said.source, tags.one(name));
  for (const auto name : kLanguage) say(said.language, tags.one(name));
  for (const auto name : kAuthors) {
    for (const auto& author : tags.all(name)) say(said.authors, author);
  }
  for (const auto name : kTags) {
    if (!said.tags.empty()) break;
    for (const auto& tag : tags.all(name)) say_list(said.tags, tag);
  }
  for (const auto name : kPublished) {
    if (!said.published) said.published = date_of(tags.one(name), language);
  }
  for (const auto name : kModified) {
    if (!said.modified) said.modified = date_of(tags.one(name), language);
  }
  return said;
}

}  // namespace backfile::page
