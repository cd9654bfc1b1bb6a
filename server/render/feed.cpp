#include "server/render/feed.h"

#include <cstdio>

#include "server/render/url.h"
#include "server/render/xml_text.h"

namespace backfile::render {
namespace {

constexpr std::int64_t kSecondsADay = 86'400, kSecondsAnHour = 3'600;

// RFC 3339, in UTC. seconds: since year 1.
std::string rfc3339(std::int64_t seconds) {
  const auto rest = seconds % kSecondsADay;
  char time[16];
  std::snprintf(time, sizeof time, "T%02d:%02d:%02dZ", int(rest / kSecondsAnHour), int(rest / 60 % 60), int(rest % 60));
  return article::to_iso(article::civil_from_days(seconds / kSecondsADay)) + time;
}

// RFC 822 with four digits of year, as RSS asks for.
std::string rfc822(std::int64_t seconds) {
  constexpr const char* kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};  // 0001-01-01 was a Monday
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto days = seconds / kSecondsADay, rest = seconds % kSecondsADay;
  const auto date = article::civil_from_days(days);
  char text[40];
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[days % 7], date.day, kMonths[date.month - 1], date.year,
                int(rest / kSecondsAnHour), int(rest / 60 % 60), int(rest % 60));
  return text;
}

std::string element(const char* name, std::string_view text) {
  return std::string("<") + name + ">" + xml_text(text) + "</" + name + ">\n";
}
std::string element_if(const char* name, std::string_view text) { return text.empty() ? std::string() : element(name, text); }

std::string title_of(const FeedHead& head, const query::SearchRequest& request) {
  return request.q.empty() ? head.archive : head.archive + ": " + request.q;
}

std::string link_of(const FeedHead& head, const article::Article& article) {
  const bool web = article.url.starts_with("http://") || article.url.starts_with("https://");
  return web ? article.url : head.articles + percent_encode(article.id);
}

// Of no scheme that anybody resolves: an entry keeps its identity when the server moves.
std::string identity(const search::SearchResults& results, const std::string& id) { return "urn:backfile:" + results.index_id + ":" + id; }

std::string snippets(const search::Hit& hit) {
  std::string html;
  for (const auto& snippet : hit.snippets) html += (html.empty() ? "" : " ") + snippet.html;
  return html;
}

std::string atom_entry(const FeedHead& head, const search::SearchResults& results, const search::Hit& hit) {
  const article::Article& article = hit.article;
  std::string xml = "<entry>\n" + element("id", identity(results, article.id));
  xml += element("title", article.title.empty() ? article.id : article.title) + element("updated", rfc3339(hit.indexed));
  if (article.published) xml += element("published", rfc3339(article::instant(article.published)));
  xml += "<link rel=\"alternate\" href=\"" + xml_text(link_of(head, article)) + "\"/>\n";
  for (const auto& author : article.authors) xml += "<author>" + element("name", author) + "</author>\n";
  // Every entry has an author, or its feed must.
  if (article.authors.empty()) xml += "<author>" + element("name", article.source.empty() ? head.archive : article.source) + "</author>\n";
  for (const std::string& term : article.tags) xml += "<category term=\"" + xml_text(term) + "\"/>\n";
  if (!article.section.empty()) xml += "<category term=\"" + xml_text(article.section) + "\"/>\n";
  const std::string html = snippets(hit);
  if (!html.empty()) xml += "<summary type=\"html\">" + xml_text(html) + "</summary>\n";
  return xml + "</entry>\n";
}

std::string rss_item(const FeedHead& head, const search::SearchResults& results, const search::Hit& hit) {
  const article::Article& article = hit.article;
  std::string xml =
      "<item>\n" + element("title", article.title.empty() ? article.id : article.title) + element("link", link_of(head, article));
  xml += "<guid isPermaLink=\"false\">" + xml_text(identity(results, article.id)) + "</guid>\n";
  if (article.published) xml += element("pubDate", rfc822(article::instant(article.published)));
  for (const auto& author : article.authors) xml += element("dc:creator", author);
  xml += element_if("category", article.section);
  for (const auto& tag : article.tags) xml += element("category", tag);
  return xml + element_if("description", snippets(hit)) + "</item>\n";
}

}  // namespace

std::string atom(const FeedHead& head, const query::SearchRequest& request, const search::SearchResults& results) {
  const std::int64_t newest = results.hits.empty() ? 0 : results.hits.front().indexed;
  std::string xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  xml += element("id", head.self) + element("title", title_of(head, request)) + element("updated", rfc3339(newest));
  xml += "<link rel=\"self\" type=\"application/atom+xml\" href=\"" + xml_text(head.self) + "\"/>\n";
  xml += element("generator", "Backfile");
  for (const auto& hit : results.hits) xml += atom_entry(head, results, hit);
  return xml + "</feed>\n";
}

std::string rss(const FeedHead& head, const query::SearchRequest& request, const search::SearchResults& results) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n";
  xml += element("title", title_of(head, request)) + element("link", head.self);
  xml += element("description", std::to_string(results.total) + " articles") + element("generator", "Backfile");
  xml += "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"" + xml_text(head.self) + "\"/>\n";
  if (!results.hits.empty()) xml += element("lastBuildDate", rfc822(results.hits.front().indexed));
  for (const auto& hit : results.hits) xml += rss_item(head, results, hit);
  return xml + "</channel>\n</rss>\n";
}

}  // namespace backfile::render
