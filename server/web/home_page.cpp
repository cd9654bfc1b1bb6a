#include "server/web/home_page.h"

#include "server/web/shell.h"
#include "server/web/timeline_picture.h"

namespace backfile::web {
namespace {

/// "48,211 articles, 1843 to 2024"
std::string extent(const Texts& texts, const HomeContent& content) {
  const auto count = static_cast<std::int64_t>(content.articles);
  const auto& buckets = content.timeline.buckets;
  if (buckets.empty()) return texts("articles", {{"count", count}});
  const std::string first = buckets.front().start.substr(0, 4);
  // A decade's bar may reach beyond the archive's last date; its year is the best that is known here.
  const std::string last = buckets.back().start.substr(0, 4);
  const auto year = [&](const std::string& text) { return texts.date(article::parse_iso(text).value_or(article::Date{})); };
  if (first == last) return texts("extent_year", {{"count", count}, {"year", year(first)}});
  return texts("extent", {{"count", count}, {"from", year(first)}, {"to", year(last)}});
}

}  // namespace

std::string home_page(const Frame& frame, const HomeContent& content) {
  const auto& [site, texts] = frame;
  Html examples;
  for (const auto& q : content.examples)
    examples += h("li", {}, h("a", {{"href", SearchLink().with("q", q).to(local(site, "/search"))}}, h("bdi", {}, q)));
  const Html main = h("div", {{"class", "home"}}, h("h1", {}, site.name), h("p", {{"class", "extent"}}, extent(texts, content)),
                      search_form(frame, {}, "q"),
                      examples.empty() ? Html()
                                       : h("div", {{"class", "examples"}}, h("p", {{"id", "examples"}}, texts("examples")),
                                           h("ul", {{"aria-labelledby", "examples"}}, examples)),
                      timeline_picture(frame, content.timeline, {}, local(site, "/search")),
                      h("p", {{"class", "ways"}}, h("a", {{"href", local(site, "/browse")}}, texts("browse_long"))));
  PageHead head;
  head.canonical = "/";
  return page(frame, head, main, nullptr);
}

}  // namespace backfile::web
