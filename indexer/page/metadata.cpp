// Asks each part of the page, and settles field by field whom to believe.
#include "indexer/page/metadata.h"

#include <initializer_list>

#include "indexer/article/date_text.h"
#include "indexer/article/language.h"
#include "indexer/page/address.h"
#include "indexer/page/authors.h"
#include "indexer/page/json_ld.h"
#include "indexer/page/linked_article.h"
#include "indexer/page/meta_tags.h"
#include "indexer/text/charset.h"
#include "indexer/wording/url_parts.h"

namespace backfile::page {
namespace {

std::string html_language(const markup::Document& tree) {
  const markup::Node* html = markup::find(tree.root(), "html");
  if (!html) return {};
  return std::string(html->has("lang") ? html->attribute("lang") : html->attribute("xml:lang"));
}

std::string title_element(const markup::Document& tree) {
  const markup::Node* title = markup::find(tree.root(), "title");
  return title ? value_line(markup::text_of(*title)) : std::string();
}

std::string language_of(const markup::Document& tree, const Said& meta, const Page& page) {
  for (const std::string& tag : {html_language(tree), meta.language, std::string(page.language)}) {
    if (std::string language = article::canonical_language(value_line(tag)); !language.empty()) return language;
  }
  return {};
}

}  // namespace

article::Article metadata_of(const markup::Document& tree, const Page& page) {
  const MetaTags tags(tree);
  const JsonLd data(tree);
  article::Article article;
  article.language = language_of(tree, said_by_meta_tags(tags, page.language), page);
  const Said meta = said_by_meta_tags(tags, article.language);
  article.url = canonical_url(tree, tags.one("og:url"), page.url);
  const std::string title = title_element(tree);
  const Linked linked = said_by_json_ld(data, {article.url, {meta.title, title}, article.language});
  for (const Said* said : std::initializer_list<const Said*>{&linked.article, &meta, &linked.page}) {
    say(article.title, said->title);
    say(article.summary, said->summary);
    say(article.section, said->section);
    say(article.source, said->source);
    if (!article.published) article.published = said->published;
    if (!article.modified) article.modified = said->modified;
    if (article.authors.empty()) article.authors = authors_of(said->authors, meta.source).names;
    for (const auto& tag : said->tags) say(article.tags, tag);
  }
  say(article.title, title);
  say(article.subtitle, linked.article.subtitle);
  say(article.source, wording::host_of(article.url));
  if (!article.published) {
    if (const auto date = article::date_in_url(article.url)) article.published = *date;
  }
  return article;
}

}  // namespace backfile::page
