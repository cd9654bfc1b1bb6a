// Field by field, the vocabulary that says most first.
#include "indexer/readers/feed_item.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "indexer/article/language.h"
#include "indexer/readers/feed_fields.h"
#include "indexer/readers/feed_text.h"
#include "indexer/text/charset.h"
#include "indexer/wording/url_parts.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using article::Article;
using markup::Node;

struct FieldName {
  Vocabulary vocabulary;
  std::string_view name;
};

constexpr auto kFullTexts = std::to_array<FieldName>({{Vocabulary::content, "encoded"},
                                                      {Vocabulary::core, "content"},
                                                      {Vocabulary::atom, "content"},
                                                      {Vocabulary::other, "full-text"},
                                                      {Vocabulary::other, "fulltext"},
                                                      {Vocabulary::core, "full-text"},
                                                      {Vocabulary::core, "fulltext"},
                                                      {Vocabulary::core, "body"},
                                                      {Vocabulary::xhtml, "body"},
                                                      {Vocabulary::xhtml, "div"}});
constexpr auto kSummaries = std::to_array<FieldName>({{Vocabulary::core, "description"},
                                                      {Vocabulary::core, "summary"},
                                                      {Vocabulary::excerpt, "encoded"},
                                                      {Vocabulary::atom, "summary"},
                                                      {Vocabulary::dublin_core, "description"},
                                                      {Vocabulary::dublin_core, "abstract"},
                                                      {Vocabulary::itunes, "summary"},
                                                      {Vocabulary::itunes, "subtitle"},
                                                      {Vocabulary::media, "description"}});
constexpr auto kPublished = std::to_array<FieldName>({{Vocabulary::core, "pubDate"},
                                                      {Vocabulary::core, "published"},
                                                      {Vocabulary::core, "issued"},
                                                      {Vocabulary::atom, "published"},
                                                      {Vocabulary::dublin_core, "issued"},
                                                      {Vocabulary::dublin_core, "date"},
                                                      {Vocabulary::prism, "publicationDate"},
                                                      {Vocabulary::wordpress, "post_date"},
                                                      {Vocabulary::dublin_core, "created"},
                                                      {Vocabulary::core, "created"},
                                                      {Vocabulary::core, "date"},
                                                      {Vocabulary::other, "pubDate"}});
constexpr auto kModified = std::to_array<FieldName>({{Vocabulary::core, "updated"},
                                                     {Vocabulary::core, "modified"},
                                                     {Vocabulary::atom, "updated"},
                                                     {Vocabulary::dublin_core, "modified"},
                                                     {Vocabulary::prism, "modificationDate"},
                                                     {Vocabulary::core, "lastBuildDate"}});

constexpr std::size_t kLongestDate = 100;

/// Atom's content may be of any type, or stand elsewhere.
bool is_text(const Node& field) {
  const std::string type = wording::lower(field.attribute("type"));
  if (type.find('/') == type.npos) return true;
  return type.starts_with("text/") || type.find("xhtml") != type.npos || type.find("html") != type.npos || type.ends_with("/xml");
}

template <std::size_t N>
std::string first_body(const FeedFields& fields, const std::array<FieldName, N>& names) {
  for (const auto& [vocabulary, name] : names) {
    for (const Node* field : fields.all(vocabulary, name)) {
      if (!is_text(*field)) continue;
      if (auto body = feed_body(field); !body.empty()) return body;
    }
  }
  return {};
}

/// media:description may stand in media:group or media:content.
std::string media_description(const FeedFields& fields) {
  for (const std::string_view around : {"group", "content"}) {
    const Node* media = fields.first(Vocabulary::media, around);
    const Node* description = media ? media->child("description") : nullptr;
    if (auto body = feed_body(description); !body.empty()) return body;
  }
  return {};
}

/// The same text, or its beginning: `text` without the dots that a cut leaves.
bool begins_with_the_same(std::string_view body, std::string_view text) {
  const auto bare = [](std::string_view from) {
    std::string kept;
    for (const char c : from) {
      if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0) kept += c;
    }
    return kept;
  };
  for (const std::string_view dots : {"[…]", "[...]", "…", "...", "[&#8230;]"}) {
    if (text.ends_with(dots)) text.remove_suffix(dots.size());
  }
  return bare(body.substr(0, text.size() * 2 + 64)).starts_with(bare(text));
}

void read_texts(const FeedFields& fields, Article& article) {
  article.body = first_body(fields, kFullTexts);
  article.summary = first_body(fields, kSummaries);
  if (article.summary.empty() && article.body.empty()) article.summary = media_description(fields);
  // Some give the text as description and a line as content.
  if (article.summary.size() > article.body.size()) std::swap(article.body, article.summary);
  if (begins_with_the_same(article.body, article.summary)) article.summary.clear();
}

template <std::size_t N>
article::Date first_date(const FeedFields& fields, const std::array<FieldName, N>& names, const std::string& language,
                         std::string& not_understood) {
  for (const auto& [vocabulary, name] : names) {
    const std::string text = feed_line(fields.first(vocabulary, name)).substr(0, kLongestDate);
    if (text.empty() || text.find("0000") == 0 || text.find(" -0001") != text.npos) continue;
    if (const auto date = feed_date(text, language)) return *date;
    if (not_understood.empty()) not_understood = text;
  }
  return {};
}

void read_dates(const FeedFields& fields, const std::string& language, FeedItem& item) {
  std::string not_understood;
  item.article.published = first_date(fields, kPublished, language, not_understood);
  item.article.modified = first_date(fields, kModified, language, not_understood);
  if (!item.article.published) std::swap(item.article.published, item.article.modified);
  if (item.article.modified && article::instant(item.article.modified) <= article::instant(item.article.published))
    item.article.modified = {};
  if (!item.article.published && !not_understood.empty()) item.warning = "the date \"" + not_understood + "\" is not understood";
}

void read_identity(const Node& element, const FeedFields& fields, const FeedChannel& channel, Article& article) {
  std::string base = channel.link;
  for (const Node* node = &element; node; node = node->parent) {
    if (const auto own = node->attribute("base"); !own.empty()) {
      base = feed_address(std::string(own), base);
      break;
    }
  }
  const Node* guid = fields.first(Vocabulary::core, "guid");
  const std::string about(element.attribute("about"));
  for (const Node* id : {guid, fields.first(Vocabulary::core, "id"), fields.first(Vocabulary::dublin_core, "identifier")}) {
    if (article.id.empty()) article.id = feed_line(id);
  }
  if (article.id.empty()) article.id = text::one_line(text::clean(about));
  article.url = feed_address(feed_line(fields.any("origLink")), {});  // FeedBurner: the address behind its own
  for (const Vocabulary vocabulary : {Vocabulary::core, Vocabulary::atom}) {
    if (article.url.empty()) article.url = feed_address(feed_link(fields.all(vocabulary, "link")), base);
  }
  const bool permalink = guid && wording::lower(guid->attribute("isPermaLink")) != "false";
  if (article.url.empty() && permalink) article.url = feed_address(feed_line(guid), {});
  if (article.url.empty()) article.url = feed_address(about, {});
  if (article.url.empty() && !guid && wording::is_url(article.id)) article.url = feed_address(article.id, {});
}

void add_tag(std::string tag, std::vector<std::string>& tags) {
  if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
}

void add_keywords(const Node* field, std::vector<std::string>& tags) {
  const std::string line = feed_line(field);
  for (std::size_t begin = 0; begin < line.size();) {
    const auto end = std::min(line.find_first_of(",;", begin), line.size());
    add_tag(text::one_line(line.substr(begin, end - begin)), tags);
    begin = end + 1;
  }
}

void read_tags(const FeedFields& fields, Article& article) {
  const bool wordpress = fields.first(Vocabulary::wordpress, "post_type") != nullptr;
  for (const Vocabulary vocabulary : {Vocabulary::core, Vocabulary::atom}) {
    for (const Node* field : fields.all(vocabulary, "category")) {
      if (field->attribute("scheme").ends_with("#kind")) continue;  // Blogger: that it is a post
      std::string tag = feed_line(std::string(field->attribute("label")));
      if (tag.empty()) tag = feed_line(field);
      if (tag.empty()) tag = feed_line(std::string(field->attribute("term")));
      if (wordpress && field->attribute("domain") == "category" && article.section.empty())
        article.section = std::move(tag);
      else
        add_tag(std::move(tag), article.tags);
    }
  }
  for (const Node* field : fields.all(Vocabulary::dublin_core, "subject")) add_tag(feed_line(field), article.tags);
  add_keywords(fields.first(Vocabulary::itunes, "keywords"), article.tags);
  add_keywords(fields.first(Vocabulary::media, "keywords"), article.tags);
  if (article.section.empty()) article.section = feed_line(fields.first(Vocabulary::prism, "section"));
}

void read_authors(const FeedFields& fields, Article& article) {
  constexpr auto kAuthors = std::to_array<FieldName>({{Vocabulary::dublin_core, "creator"},
                                                      {Vocabulary::core, "author"},
                                                      {Vocabulary::atom, "author"},
                                                      {Vocabulary::core, "creator"},
                                                      {Vocabulary::core, "byline"},
                                                      {Vocabulary::itunes, "author"}});
  for (const auto& [vocabulary, name] : kAuthors) {
    if (article.authors.empty()) article.authors = feed_authors(fields.all(vocabulary, name));
  }
  if (const Node* source = fields.first(Vocabulary::core, "source"); source && article.authors.empty())
    article.authors = feed_authors(markup::children(*source, "author"));
}

/// An aggregator's items each name where they are from.
void read_source(const FeedFields& fields, Article& article) {
  const Node* source = fields.first(Vocabulary::core, "source");
  if (source && source->child("title"))
    article.source = feed_line(source->child("title"));
  else if (source && !source->child("id"))
    article.source = feed_line(source);
  if (article.source.empty() && source) article.source = wording::host_of(source->attribute("url"));
  for (const Node* field : {fields.first(Vocabulary::prism, "publicationName"), fields.first(Vocabulary::other, "source"),
                            fields.first(Vocabulary::dublin_core, "source")}) {
    if (article.source.empty()) article.source = feed_line(field);
  }
  if (wording::is_url(article.source)) article.source = wording::host_of(article.source);
  if (const std::string end = " - " + article.source;
      !article.source.empty() && article.title.size() > end.size() && article.title.ends_with(end))
    article.title.resize(article.title.size() - end.size());
}

/// Aggregators repeat the title as a link to the text.
void drop_repeated_title(Article& article) {
  const std::string line = text::one_line(article.body);
  if (article.source.empty()) return;
  if (line == article.title || line == article.title + " " + article.source) article.body.clear();
}

/// WordPress's export holds its pictures, menus and drafts beside the articles.
void read_wordpress(const FeedFields& fields, FeedItem& item) {
  const std::string type = feed_line(fields.first(Vocabulary::wordpress, "post_type"));
  constexpr auto kNoArticles = std::to_array<std::string_view>(
      {"attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "wp_block", "wp_template",
       "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face"});
  if (wording::among(kNoArticles, type)) item.passed_over = "a WordPress " + type + ", no article";
  const std::string status = feed_line(fields.first(Vocabulary::wordpress, "status"));
  constexpr auto kUnpublished = std::to_array<std::string_view>({"draft", "auto-draft", "pending", "private", "future"});
  if (status == "trash") item.article.status = article::Status::canceled;
  if (wording::among(kUnpublished, status)) item.article.status = article::Status::withheld;
}

}  // namespace

FeedItem read_feed_item(const Node& element, const FeedChannel& channel) {
  FeedItem item;
  const FeedFields fields(element);
  Article& article = item.article;
  read_wordpress(fields, item);
  article.title = feed_line(fields.first(Vocabulary::core, "title"));
  if (article.title.empty()) article.title = feed_line(fields.first(Vocabulary::dublin_core, "title"));
  read_texts(fields, article);
  if (article.title.empty() && article.body.empty() && item.passed_over.empty()) item.passed_over = "an item without title and text";
  if (!item.passed_over.empty()) return item;
  article.language = article::canonical_language(element.attribute("lang"));
  if (article.language.empty())
    article.language = article::canonical_language(feed_line(fields.first(Vocabulary::dublin_core, "language")));
  read_identity(element, fields, channel, article);
  read_source(fields, article);
  drop_repeated_title(article);
  read_authors(fields, article);
  read_tags(fields, article);
  read_dates(fields, article.language.empty() ? channel.language : article.language, item);
  return item;
}

}  // namespace backfile::readers
