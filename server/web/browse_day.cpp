// A day's articles by source, section and page; a day in every year; articles without a date.
#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "server/web/browse_parts.h"
#include "server/web/search_link.h"
#include "server/web/shell.h"

namespace backfile::web {
namespace {

/// "A2" comes before "A10": letters, then the number.
std::pair<std::string, unsigned long> page_order(const std::string& page) {
  const std::size_t digits = std::min(page.size(), page.find_first_of("0123456789"));
  unsigned long number = 0;
  std::from_chars(page.data() + digits, page.data() + page.size(), number);
  return {page.substr(0, digits), number};
}

auto order_of(const article::Article& article) {
  return std::tuple(article.source.empty(), article.source, article.section.empty(), article.section, page_order(article.page));
}

std::string day_address(const Site& site, const article::Date& day) { return local(site, "/browse?date=" + article::to_iso(day)); }

std::string on_text(const char* separator, int month, int day) {
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(month) + separator + two(day);
}

/// A leap year's, so that there is a 29 February.
Way on_way(const Frame& frame, const char* text, std::int64_t offset, int month, int day) {
  const auto date = article::civil_from_days(article::days_from_civil(2000, month, day) + offset);
  return {local(frame.site, "/on/" + on_text("-", date.month, date.day)),
          frame.texts(text, {{"day", frame.texts.month_and_day(date.month, date.day)}})};
}

Html by_source(const Frame& frame, std::vector<const article::Article*> articles) {
  std::stable_sort(articles.begin(), articles.end(), [](const auto* a, const auto* b) { return order_of(*a) < order_of(*b); });
  Html all;
  for (auto from = articles.begin(); from != articles.end();) {
    const auto to = std::find_if(from, articles.end(), [&](const auto* one) { return one->source != (*from)->source; });
    Html sections;
    for (auto first = from; first != to;) {
      const auto last = std::find_if(first, to, [&](const auto* one) { return one->section != (*first)->section; });
      Html items;
      for (auto one = first; one != last; ++one) items += brief(frame, **one, place_of(frame, **one, false, false));
      sections +=
          h("section", {}, h("h3", {}, (*first)->section.empty() ? Html(frame.texts("no_section")) : h("bdi", {}, (*first)->section)),
            h("ul", {{"class", "briefs"}}, items));
      first = last;
    }
    all += h("section", {{"class", "of-source"}},
             h("h2", {}, (*from)->source.empty() ? Html(frame.texts("no_source")) : h("bdi", {}, (*from)->source)),
             h("div", {{"class", "of-sections"}}, sections));
    from = to;
  }
  return all;
}

}  // namespace

std::string browse_day_page(const Frame& frame, const DayContent& content) {
  const auto& [site, texts] = frame;
  const article::Date& day = content.day;
  const auto way = [&](const article::Date& date, const char* text) {
    return date ? Way{day_address(site, date), texts(text, {{"day", texts.day(date)}})} : Way{};
  };
  std::vector<const article::Article*> articles;
  for (const auto& hit : content.hits) articles.push_back(&hit.article);
  const std::string iso = article::to_iso(day), year = article::to_iso({.year = day.year, .precision = article::Precision::year});
  Html main =
      h("p", {{"class", "extent"}},
        h("a", {{"href", local(site, "/browse?year=" + year)}}, texts.day({.year = day.year, .precision = article::Precision::year})),
        " · ", content.total > 0 ? Html(articles_text(texts, content.total)) : Html(texts("nothing_on_day")), " · ",
        h("a", {{"href", local(site, "/on/" + on_text("-", day.month, day.day))}}, texts("on_link")));
  main += before_and_after(frame, way(content.neighbours.earlier, "earlier_than"), way(content.neighbours.later, "later_than"));
  main += by_source(frame, articles);
  if (content.total > content.hits.size()) {
    const SearchLink all =
        SearchLink().with("from", iso).with("to", iso).with("on", on_text("-", day.month, day.day)).with("sort", "oldest");
    main += h("p", {},
              h("a", {{"href", all.to(local(site, "/search"))}}, texts("see_all", {{"count", static_cast<std::int64_t>(content.total)}})));
  }
  return browsing_page(frame, texts.day(day), "/browse?date=" + iso, "by_date", main);
}

std::string browse_undated_page(const Frame& frame, const ListContent& content) {
  Html items;
  for (const auto& article : content.articles) items += brief(frame, article, place_of(frame, article, true, true));
  const bool more = std::uint64_t{content.page} * content.page_size < content.total;
  return browsing_page(
      frame, frame.texts("undated", {{"count", static_cast<std::int64_t>(content.total)}}), "/browse?date=none", "by_date",
      h("ul", {{"class", "briefs"}}, items) += page_ways(frame, local(frame.site, "/browse?date=none"), content.page, more));
}

std::string on_page(const Frame& frame, int month, int day, const ListContent& content) {
  const auto& [site, texts] = frame;
  Html all, items;
  for (std::size_t i = 0; i < content.articles.size(); ++i) {
    const auto& article = content.articles[i];
    items += brief(frame, article, place_of(frame, article, true, true));
    if (i + 1 < content.articles.size() && content.articles[i + 1].published.year == article.published.year) continue;
    const article::Date date{.year = article.published.year, .month = month, .day = day, .precision = article::Precision::day};
    all +=
        h("section", {{"class", "of-year"}},
          h("h2", {}, h("a", {{"href", day_address(site, date)}}, texts.day({.year = date.year, .precision = article::Precision::year}))),
          h("ul", {{"class", "briefs"}}, items));
    items = {};
  }
  const std::string path = "/on/" + on_text("-", month, day);
  const bool more = std::uint64_t{content.page} * content.page_size < content.total;
  Html main = h("p", {{"class", "extent"}}, articles_text(texts, content.total));
  main += before_and_after(frame, on_way(frame, "earlier_than", -1, month, day), on_way(frame, "later_than", 1, month, day));
  (main += all) += page_ways(frame, local(site, path), content.page, more);
  return browsing_page(frame, texts("on_title", {{"day", texts.month_and_day(month, day)}}), path, "by_date", main);
}

}  // namespace backfile::web
