// The same small fields for channels and items: names of people, and addresses.
#include "indexer/readers/feed_channel.h"

#include <algorithm>
#include <array>

#include "indexer/article/date_text.h"
#include "indexer/article/language.h"
#include "indexer/page/address.h"
#include "indexer/readers/feed_fields.h"
#include "indexer/readers/feed_text.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/url_parts.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

std::string language_of(const Node& element, const FeedFields& fields) {
  for (const Node* field : {fields.first(Vocabulary::core, "language"), fields.first(Vocabulary::dublin_core, "language")}) {
    if (auto tag = article::canonical_language(feed_line(field)); !tag.empty()) return tag;
  }
  for (const Node* node = &element; node; node = node->parent) {
    if (auto tag = article::canonical_language(node->attribute("lang")); !tag.empty()) return tag;
  }
  return {};
}

article::Date day_of(const Node* field, const std::string& language) {
  const auto found = feed_date(feed_line(field), language);
  if (!found || found->precision < article::Precision::day) return {};
  return {.year = found->year, .month = found->month, .day = found->day, .precision = article::Precision::day};
}

/// `03 Apr 02 1500 GMT`: a time without its colon.
std::string with_colon(std::string text) {
  const auto zone = text.rfind(' ');
  if (zone == text.npos || zone < 5 || text[zone - 5] != ' ') return text;
  const std::string_view digits = std::string_view(text).substr(zone - 4, 4);
  if (digits.find_first_not_of("0123456789") == digits.npos) text.insert(zone - 2, ":");
  return text;
}

}  // namespace

std::optional<article::Date> feed_date(const std::string& text, const std::string& language) {
  const auto date = article::parse_date(text, language);
  return date ? date : article::parse_date(with_colon(text), language);
}

const Node* channel_of(const Node& item) {
  const Node* around = item.parent ? item.parent : &item;
  if (around->is("channel") || around->is("feed")) return around;
  if (const Node* beside = around->child("channel")) return beside;
  // <items> between the two, and the like.
  for (const Node* node = around->parent; node; node = node->parent) {
    if (node->is("channel") || node->is("feed")) return node;
  }
  return around;
}

FeedChannel read_channel(const Node& channel) {
  const FeedFields fields(channel);
  FeedChannel read;
  read.title = feed_line(fields.first(Vocabulary::core, "title"));
  if (read.title.empty()) read.title = feed_line(fields.first(Vocabulary::dublin_core, "title"));
  read.language = language_of(channel, fields);
  read.link = feed_address(feed_link(fields.all(Vocabulary::core, "link")), std::string(channel.attribute("base")));
  for (const Node* link : fields.all(Vocabulary::atom, "link")) {
    if (read.link.empty()) read.link = feed_address(std::string(link->attribute("href")), {});
  }
  for (const Node* link : fields.all(Vocabulary::core, "link")) {
    if (read.link.empty()) read.link = feed_address(std::string(link->attribute("href")), {});
  }
  if (read.title.empty()) read.title = wording::host_of(read.link);
  // An RSS channel's author is whoever runs the site; only Atom says that its author wrote the entries.
  if (channel.is("feed")) read.authors = feed_authors(fields.all(Vocabulary::core, "author"));
  read.published = day_of(fields.first(Vocabulary::core, "pubDate"), read.language);
  if (!read.published) read.published = day_of(fields.first(Vocabulary::dublin_core, "date"), read.language);
  return read;
}

void fill_from_channel(const FeedChannel& channel, article::Article& article) {
  if (article.source.empty()) article.source = channel.title;
  if (article.source.empty()) article.source = wording::host_of(article.url);
  if (article.language.empty()) article.language = channel.language;
  if (article.authors.empty()) article.authors = channel.authors;
  if (!article.published) article.published = article::date_in_url(article.url).value_or(channel.published);
}

void add_feed_author(const std::string& text, std::vector<std::string>& authors) {
  std::string name = text;
  const auto bracket = name.find('('), at = name.find('@');
  if (at < bracket && bracket != name.npos) {
    const auto end = name.find(')', bracket);
    name = text::one_line(name.substr(bracket + 1, end == name.npos ? end : end - bracket - 1));
  }
  constexpr auto kNobody = std::to_array<std::string_view>({"", "unknown", "none", "null", "n/a", "noreply", "no-reply", "nobody"});
  if (wording::among(kNobody, wording::lower(name)) || name.find("://") != name.npos) return;
  for (auto& one : wording::names_in_byline(name)) {
    if (std::find(authors.begin(), authors.end(), one) == authors.end()) authors.push_back(std::move(one));
  }
}

std::vector<std::string> feed_authors(const std::vector<const Node*>& fields) {
  std::vector<std::string> authors;
  for (const Node* field : fields) {
    const Node* name = field->child("name");
    const bool parts = field->child("email") || field->child("uri") || field->child("url");
    if (name || !parts) add_feed_author(feed_line(name ? name : field), authors);
  }
  return authors;
}

std::string feed_link(const std::vector<const Node*>& fields) {
  std::string best;
  bool best_is_page = false;
  for (const Node* field : fields) {
    const std::string_view rel = field->attribute("rel"), type = field->attribute("type");
    if (!rel.empty() && rel != "alternate") continue;
    std::string link = text::one_line(text::clean(markup::text_of(*field)));
    if (link.empty()) link = text::one_line(text::clean(std::string(field->attribute("href"))));
    const bool page = type.empty() || type == "text/html" || type == "application/xhtml+xml";
    if (link.empty() || (!best.empty() && (best_is_page || !page))) continue;
    best = std::move(link);
    best_is_page = page;
  }
  return best;
}

std::string feed_address(const std::string& link, const std::string& base) {
  const std::string line = text::one_line(text::clean(link));
  if (wording::is_url(line) && line.find("://") != line.npos) return line;
  const auto fragment = line.find('#');
  std::string address = page::absolute_url(fragment == 0 ? std::string_view(".") : line, base);
  if (!address.empty() && fragment != line.npos) address += line.substr(fragment);
  return address;
}

}  // namespace backfile::readers
