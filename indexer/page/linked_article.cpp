#include "indexer/page/linked_article.h"

#include <algorithm>
#include <array>

#include "indexer/page/likeness.h"
#include "indexer/wording/url_parts.h"

namespace backfile::page {
namespace {

using nlohmann::json;

/// Kinds of schema.org/CreativeWork that a page may be about, as the ends of their names.
constexpr std::array<std::string_view, 6> kArticles = {"Article", "BlogPosting",        "LiveBlogPosting",
                                                       "Report",  "SocialMediaPosting", "Reportage"};
constexpr std::array<std::string_view, 14> kWorks = {"Recipe",   "Episode",     "HowTo",       "CreativeWork",          "Review",
                                                     "Question", "VideoObject", "AudioObject", "PodcastEpisode",        "ScholarlyWork",
                                                     "Book",     "Event",       "MediaObject", "DiscussionForumPosting"};

template <std::size_t N>
bool is_one_of(const json& object, const std::array<std::string_view, N>& types) {
  return std::any_of(types.begin(), types.end(), [&](std::string_view type) { return is_type(object, type); });
}

/// An address in whatever form: a string, {"@id": …}, {"url": …}.
std::string address_of(const json& value) {
  if (value.is_string()) return value_line(value.get_ref<const std::string&>());
  for (const char* name : {"@id", "url"}) {
    if (const json& inner = member(value, name); inner.is_string()) return value_line(inner.get_ref<const std::string&>());
  }
  return {};
}

/// The path and query of an address, without what follows #: sites move from http to https and from one host to another.
std::string_view place_of(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const auto scheme = url.find("://");
  const auto path = url.find('/', scheme == url.npos ? 0 : scheme + 3);
  url = path == url.npos ? std::string_view() : url.substr(path);
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

bool is_about(const json& object, const Known& known) {
  const auto place = place_of(known.url);
  if (place.empty()) return false;
  for (const char* name : {"url", "mainEntityOfPage", "@id"}) {
    if (const std::string url = address_of(member(object, name)); !url.empty() && place_of(url) == place) return true;
  }
  return false;
}

double title_likeness(const json& object, const Known& known) {
  double best = 0;
  for (const char* name : {"headline", "name"}) {
    const std::string title = bare(line_of(member(object, name)));
    for (const auto& other : known.titles) {
      const std::string known_title = bare(other);
      best = std::max(best, holds(known_title, title) && title.size() > 10 ? 1.0 : likeness(title, known_title));
    }
  }
  return best;
}

/// Higher is more likely the page's own; 0 for what is no work.
double fitness(const json& object, const Known& known) {
  const double kind = is_one_of(object, kArticles) ? 2 : is_one_of(object, kWorks) ? 1 : 0;
  if (kind == 0) return 0;
  const double alike = title_likeness(object, known);
  // A recipe, a video or a product is often only a part of the page, where an article is the page.
  if (kind < 2 && alike < 0.5) return 0;
  const double dated = member(object, "datePublished").is_null() ? 0 : 0.5;
  return kind + dated + (is_about(object, known) ? 2 : 0) + 2 * alike;
}

void say_authors(const JsonLd& data, const json& value, Said& said) {
  if (value.is_array()) {
    for (const json& one : value)
      if (!one.is_array()) say_authors(data, one, said);
    return;
  }
  const json& author = data.resolved(value);
  if (member(author, "name").is_array()) {
    for (const json& name : member(author, "name")) say(said.authors, line_of(name));
    return;
  }
  std::string name = line_of(author);
  if (is_type(author, "Organization")) {
    say(said.groups, name);
    return;
  }
  if (name.empty() && author.is_object())
    name = value_line(line_of(member(author, "givenName")) + " " + line_of(member(author, "familyName")));
  say(said.authors, name);
}

void say_keywords(const json& value, Said& said) {
  if (value.is_array()) {
    for (const json& one : value) say(said.tags, line_of(one));
    return;
  }
  const std::string line = line_of(value);
  for (std::size_t begin = 0; begin < line.size();) {
    const auto end = std::min(line.find_first_of(",;", begin), line.size());
    say(said.tags, line.substr(begin, end - begin));
    begin = end + 1;
  }
}

std::vector<std::string> breadcrumb_of(const json& list) {
  std::vector<std::string> names;
  const json& items = member(list, "itemListElement");
  if (!items.is_array()) return names;
  for (const json& item : items) {
    std::string name = line_of(member(item, "name"));
    say(names, name.empty() ? line_of(member(member(item, "item"), "name")) : name);
  }
  return names;
}

Said said_by(const JsonLd& data, const json& object, std::string_view language) {
  Said said;
  say(said.title, line_of(member(object, "headline")));
  say(said.title, line_of(member(object, "name")));
  say(said.subtitle, line_of(member(object, "alternativeHeadline")));
  say(said.summary, line_of(member(object, "description")));
  say(said.section, line_of(member(object, "articleSection")));
  say(said.language, line_of(member(object, "inLanguage")));
  for (const char* name : {"publisher", "sourceOrganization", "provider"}) say(said.source, line_of(data.resolved(member(object, name))));
  for (const char* name : {"url", "mainEntityOfPage", "@id"}) {
    if (const std::string url = address_of(member(object, name)); wording::is_url(url)) say(said.url, url);
  }
  say_authors(data, member(object, "author"), said);
  if (said.authors.empty() && said.groups.empty()) say_authors(data, member(object, "creator"), said);
  say_keywords(member(object, "keywords"), said);
  for (const char* name : {"datePublished", "uploadDate", "dateCreated"}) {
    if (!said.published) said.published = date_of(line_of(member(object, name)), language);
  }
  said.modified = date_of(line_of(member(object, "dateModified")), language);
  return said;
}

}  // namespace

Linked said_by_json_ld(const JsonLd& data, const Known& known) {
  constexpr std::size_t kMostCompared = 200;  // lists of links may be long
  Linked linked;
  const json *article = nullptr, *page = nullptr;
  double best = 0;
  std::size_t compared = 0;
  for (const json* object : data.objects()) {
    if (!page && is_type(*object, "Page")) page = object;
    if (is_type(*object, "WebSite")) say(linked.site, line_of(member(*object, "name")));
    if (linked.breadcrumb.empty() && is_type(*object, "BreadcrumbList")) linked.breadcrumb = breadcrumb_of(*object);
    if (++compared > kMostCompared) continue;
    const double fit = fitness(*object, known);
    if (fit > best) article = object;
    best = std::max(best, fit);
  }
  if (article) linked.article = said_by(data, *article, known.language);
  if (page) linked.page = said_by(data, *page, known.language);
  return linked;
}

}  // namespace backfile::page
