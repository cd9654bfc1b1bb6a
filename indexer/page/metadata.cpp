// Asks each part of the page, and settles field by field whom to believe.
#include "indexer/page/metadata.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "indexer/article/date_text.h"
#include "indexer/article/language.h"
#include "indexer/page/address.h"
#include "indexer/page/authors.h"
#include "indexer/page/date_phrase.h"
#include "indexer/page/headline.h"
#include "indexer/page/json_ld.h"
#include "indexer/page/likeness.h"
#include "indexer/page/linked_article.h"
#include "indexer/page/meta_tags.h"
#include "indexer/page/microdata.h"
#include "indexer/page/printed_authors.h"
#include "indexer/page/printed_dates.h"
#include "indexer/page/site_name.h"
#include "indexer/text/charset.h"
#include "indexer/wording/url_parts.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

using article::Article;
using article::Date;

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

/// Everything that the page's parts say, before anybody is believed.
struct Evidence {
  Linked linked;
  Said meta, micro;
  std::string title;
  StatedTitles stated;
};

bool same_day(const Date& a, const Date& b) { return a.year == b.year && a.month == b.month && a.day == b.day; }

std::int64_t days_between(const Date& earlier, const Date& later) {
  return article::days_from_civil(later.year, later.month, later.day) - article::days_from_civil(earlier.year, earlier.month, earlier.day);
}

/// The first of the dates to the day, but the earliest of those that agree on less than a day more than it; else the first at all.
Date first_publication(const std::vector<Date>& dates) {
  Date first;
  for (const Date& date : dates) {
    if (date.precision < article::Precision::day) continue;
    if (!first || days_between(date, first) > 1) first = date;
    if (same_day(date, first) && date.precision > first.precision) first = date;
  }
  for (const Date& date : dates)
    if (!first) first = date;
  return first;
}

void settle_dates(const Evidence& evidence, const PrintedDates& printed, Article& article) {
  const auto in_url = article::date_in_url(article.url);
  const Said &linked = evidence.linked.article, &page = evidence.linked.page;
  article.published = first_publication({linked.published, evidence.meta.published, evidence.micro.published});
  for (const Date& date : {linked.modified, evidence.meta.modified, evidence.micro.modified, page.modified, printed.modified})
    if (!article.modified) article.modified = date;
  // A program that writes the modification into both fields is found out by what the page prints.
  const bool doubtful = article.published && article.modified && same_day(article.published, article.modified);
  if (doubtful && printed.certain && printed.published && days_between(printed.published, article.published) > 1)
    article.published = printed.published;
  if (!article.published && printed.certain) article.published = printed.published;
  for (const Date& date : {page.published, printed.published})
    if (!article.published) article.published = date;
  if (!article.published)
    for (const std::string* title : {&evidence.meta.title, &evidence.title})
      if (const auto dates = dates_in(*title, article.language); !article.published && !dates.empty() && dates.front().begin == 0)
        article.published = dates.front().date;
  if (in_url) article.published = first_publication({article.published, *in_url});
  if (article.modified && article.published && article::last_second(article.modified) < article::first_second(article.published))
    article.modified = {};
}

bool is_start(std::string_view name) {
  constexpr std::array<std::string_view, 9> kStart = {"home",   "startseite", "homepage", "start",  "accueil",
                                                      "inicio", "início",     "portada",  "главная"};
  return wording::among(kStart, wording::lower(name));
}

/// Not what content management systems call everything.
bool is_section(std::string_view name, const Evidence& evidence) {
  constexpr std::array<std::string_view, 10> kAnything = {"all",           "post",      "posts", "article", "articles",
                                                          "uncategorized", "allgemein", "blog",  "artikel", "unkategorisiert"};
  constexpr std::size_t kLongest = 80;
  return !name.empty() && name.size() <= kLongest && !is_start(name) && !wording::among(kAnything, wording::lower(name)) &&
         !wording::is_url(name) && bare(name) != bare(evidence.title) && name.find("://") == name.npos &&
         wording::lower(name) != evidence.stated.site.host;
}

void settle_section(const Evidence& evidence, Article& article) {
  for (const std::string* stated : {&evidence.linked.article.section, &evidence.meta.section, &evidence.micro.section}) {
    const std::string first = text::one_line(std::string_view(*stated).substr(0, stated->find_first_of(",;|")));
    if (article.section.empty() && is_section(first, evidence)) article.section = first;
  }
  if (!article.section.empty()) return;
  for (const auto& name : evidence.linked.breadcrumb) {
    if (bare(name) == bare(article.title) || likeness(bare(name), bare(article.title)) > 0.8) break;
    if (is_section(name, evidence) && !is_site_name(name, evidence.stated.site))
      article.section += (article.section.empty() ? "" : "/") + name;
  }
  if (article.section.empty()) article.section = wording::section_of(article.url);
}

/// A name as people write it rather than an address.
void settle_source(const Evidence& evidence, Article& article) {
  std::vector<std::string> names = evidence.stated.site.names;
  for (const auto& part : title_parts(evidence.title))
    if (bare(part) != bare(article.title) && is_site_name(part, {{}, evidence.stated.site.host})) names.push_back(part);
  for (auto& name : names) {
    if (name.starts_with('@')) name.erase(0, 1);
    if (auto parts = title_parts(name); !parts.empty()) name = std::move(parts.front());
    if (article.source.empty() && name.find('.') == name.npos && name.find('/') == name.npos) article.source = name;
  }
  for (const auto& name : names) say(article.source, name);
  say(article.source, evidence.stated.site.host);
}

void settle_authors(const Evidence& evidence, Authors printed, Article& article) {
  const Site& site = evidence.stated.site;
  Authors authors;
  for (const Said* said : std::initializer_list<const Said*>{&evidence.linked.article, &evidence.meta, &evidence.micro})
    authors = better(std::move(authors), authors_of(said->authors, site));
  for (const Said* said : std::initializer_list<const Said*>{&evidence.linked.article, &evidence.meta})
    authors = better(std::move(authors), groups_of(said->groups));
  authors = better(std::move(authors), std::move(printed));
  article.authors = better(std::move(authors), authors_of(evidence.linked.page.authors, site)).names;
}

void settle_texts(const Evidence& evidence, const PageLines& lines, const Headline& headline, Article& article) {
  const Said& linked = evidence.linked.article;
  if (bare(linked.subtitle) != bare(article.title)) article.subtitle = linked.subtitle;
  say(article.subtitle, printed_subtitle(lines, headline));
  for (const std::string* summary : {&linked.summary, &evidence.meta.summary, &evidence.linked.page.summary})
    if (bare(*summary) != bare(article.title)) say(article.summary, *summary);
  for (const Said* said : std::initializer_list<const Said*>{&linked, &evidence.meta})
    for (const auto& tag : said->tags) say(article.tags, tag);
}

}  // namespace

article::Article metadata_of(const markup::Document& tree, const Page& page) {
  const MetaTags tags(tree);
  Evidence evidence;
  Article article;
  article.language = language_of(tree, said_by_meta_tags(tags, page.language), page);
  evidence.meta = said_by_meta_tags(tags, article.language);
  evidence.micro = said_by_microdata(tree, article.language);
  article.url = canonical_url(tree, tags.one("og:url"), page.url);
  evidence.stated.site.host = wording::host_of(article.url);
  evidence.stated.url = article.url;
  evidence.title = title_element(tree);
  evidence.linked = said_by_json_ld(JsonLd(tree), {article.url, {evidence.meta.title, evidence.title}, article.language});
  StatedTitles& stated = evidence.stated;
  for (const std::string* name : {&evidence.meta.source, &evidence.linked.article.source, &evidence.linked.site})
    say(stated.site.names, *name);
  for (const std::string* one : {&evidence.linked.article.title, &evidence.meta.title, &evidence.micro.title, &evidence.title})
    say(stated.titles, without_site_name(*one, stated.site));
  PageLines lines(tree);
  const Headline headline = headline_of(lines, stated);
  article.title = headline.text;
  if (headline.line) lines.set_headline(*headline.line);
  settle_texts(evidence, lines, headline, article);
  settle_dates(evidence, printed_dates(lines, headline, article.language), article);
  settle_section(evidence, article);
  settle_source(evidence, article);
  settle_authors(evidence, printed_authors(lines, headline.line, stated.site), article);
  return article;
}

}  // namespace backfile::page
