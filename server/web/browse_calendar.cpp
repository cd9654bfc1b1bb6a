// Years by decades; a year as twelve months of days.
#include <algorithm>
#include <map>

#include "server/web/browse_parts.h"
#include "server/web/shell.h"

namespace backfile::web {
namespace {

int year_of(const search::FacetValue& value) { return article::parse_iso(value.value).value_or(article::Date{}).year; }

std::string iso_year(int year) { return article::to_iso({.year = year, .precision = article::Precision::year}); }

std::string year_address(const Site& site, int year) { return local(site, "/browse?year=" + iso_year(year)); }

std::string year_text(const Texts& texts, int year) { return texts.day({.year = year, .precision = article::Precision::year}); }

std::uint64_t most_of(const std::vector<search::FacetValue>& values) {
  std::uint64_t most = 0;
  for (const auto& value : values) most = std::max(most, value.count);
  return most;
}

std::string day_text(const Texts& texts, const article::Date& date, std::uint64_t count) {
  return texts("day_articles", {{"day", texts.day(date)}, {"count", static_cast<std::int64_t>(count)}});
}

using Counts = std::map<std::string, std::uint64_t>;  // by date as the API writes it

Counts counts_of(const search::Timeline& timeline) {
  Counts counts;
  for (const auto& bucket : timeline.buckets)
    if (bucket.count > 0) counts[bucket.start] = bucket.count;
  return counts;
}

Html day_cell(const Frame& frame, const article::Date& date, const Counts& days, std::uint64_t most) {
  const std::string iso = article::to_iso(date), number = frame.texts.number(static_cast<std::uint64_t>(date.day));
  const auto found = days.find(iso);
  if (found == days.end()) return h("td", {}, h("span", {}, number));
  // The whole in words is for who hears it; who sees it sees the number of the day and that of its articles.
  return h("td", {},
           h("a", {{"class", shade(found->second, most)}, {"href", local(frame.site, "/browse?date=" + iso)}},
             h("span", {{"aria-hidden", "true"}}, number), h("small", {{"aria-hidden", "true"}}, frame.texts.number(found->second)),
             h("span", {{"class", "unseen"}}, day_text(frame.texts, date, found->second))));
}

struct Month {
  int year, month;
  std::uint64_t all, dated_to_the_day;
};

Html month_table(const Frame& frame, const Month& shown, const Counts& days, std::uint64_t most) {
  const auto& [site, texts] = frame;
  Html weekdays, rows, row;
  for (int weekday = 1; weekday <= 7; ++weekday) weekdays += h("th", {{"scope", "col"}}, texts.short_weekday(weekday));
  const std::int64_t first = article::days_from_civil(shown.year, shown.month, 1);
  const int before = static_cast<int>(first % 7);  // 0001-01-01, day 0, is a Monday
  for (int i = 0; i < before; ++i) row += h("td", {});
  int cells = before;
  const std::int64_t end =
      shown.month == 12 ? article::days_from_civil(shown.year, 12, 31) + 1 : article::days_from_civil(shown.year, shown.month + 1, 1);
  for (std::int64_t day = first; day < end; ++day) {
    const article::Date date{
        .year = shown.year, .month = shown.month, .day = static_cast<int>(day - first) + 1, .precision = article::Precision::day};
    row += day_cell(frame, date, days, most);
    if (++cells % 7 == 0) {
      rows += h("tr", {}, row);
      row = {};
    }
  }
  if (!row.empty()) rows += h("tr", {}, row);
  const article::Date month{.year = shown.year, .month = shown.month, .precision = article::Precision::month};
  const std::string iso = article::to_iso(month), address = local(site, "/search?from=" + iso + "&to=" + iso + "&sort=oldest");
  Html name = texts.month(shown.month);
  if (shown.all > 0) name = h("a", {{"href", address}}, name, " ", h("span", {{"class", "count"}}, articles_text(texts, shown.all)));
  Html less;
  if (shown.all > shown.dated_to_the_day)
    less = h("p", {{"class", "count"}}, texts("without_day", {{"count", static_cast<std::int64_t>(shown.all - shown.dated_to_the_day)}}));
  return h("section", {{"class", "month"}}, h("h2", {}, name),
           h("table", {{"class", "calendar"}}, h("caption", {{"class", "unseen"}}, texts.day(month)), h("thead", {}, h("tr", {}, weekdays)),
             h("tbody", {}, rows)),
           less);
}

}  // namespace

std::string browse_page(const Frame& frame, const YearsContent& content) {
  const auto& [site, texts] = frame;
  const std::uint64_t most = most_of(content.years);
  Html all, items;
  for (std::size_t i = 0; i < content.years.size(); ++i) {
    const int year = year_of(content.years[i]), decade = year / 10 * 10;
    items += h("li", {},
               h("a", {{"class", shade(content.years[i].count, most)}, {"href", year_address(site, year)}},
                 h("span", {}, year_text(texts, year)), " ", h("small", {}, articles_text(texts, content.years[i].count))));
    if (i + 1 < content.years.size() && year_of(content.years[i + 1]) / 10 * 10 == decade) continue;
    all += h("section", {{"class", "decade"}}, h("h2", {}, texts.bucket(iso_year(std::max(1, decade)), query::Interval::decade)),
             h("ul", {}, items));
    items = {};
  }
  if (content.undated > 0)
    all +=
        h("p", {},
          h("a", {{"href", local(site, "/browse?date=none")}}, texts("undated", {{"count", static_cast<std::int64_t>(content.undated)}})));
  return browsing_page(frame, texts("browse_title"), "/browse", "by_date", all);
}

std::string browse_year_page(const Frame& frame, const YearContent& content) {
  const auto& [site, texts] = frame;
  const Counts days = counts_of(content.days), months = counts_of(content.months);
  std::uint64_t most = 0;
  Counts in_month;
  for (const auto& [day, count] : days) {
    most = std::max(most, count);
    in_month[day.substr(0, day.rfind('-'))] += count;
  }
  Html all;
  for (int month = 1; month <= 12; ++month) {
    const std::string iso = article::to_iso({.year = content.year, .month = month, .precision = article::Precision::month});
    const auto known = [&](const Counts& counts) { return counts.contains(iso) ? counts.at(iso) : 0; };
    all += month_table(frame, {content.year, month, known(months), known(in_month)}, days, most);
  }
  const auto later =
      std::find_if(content.years.begin(), content.years.end(), [&](const auto& value) { return year_of(value) > content.year; });
  const auto earlier =
      std::find_if(content.years.rbegin(), content.years.rend(), [&](const auto& value) { return year_of(value) < content.year; });
  Way before, after;
  if (earlier != content.years.rend())
    before = {year_address(site, year_of(*earlier)), texts("earlier_than", {{"day", year_text(texts, year_of(*earlier))}})};
  if (later != content.years.end())
    after = {year_address(site, year_of(*later)), texts("later_than", {{"day", year_text(texts, year_of(*later))}})};
  const std::string iso = iso_year(content.year);
  const std::string everything = local(site, "/search?from=" + iso + "&to=" + iso + "&sort=oldest");
  Html about = h("a", {{"href", everything}}, articles_text(texts, content.months.total));
  if (content.months.imprecise > 0)
    (about += " · ") += texts("without_month", {{"count", static_cast<std::int64_t>(content.months.imprecise)}});
  return browsing_page(
      frame, year_text(texts, content.year), "/browse?year=" + iso, "by_date",
      h("p", {{"class", "extent"}}, about) += before_and_after(frame, before, after) += h("div", {{"class", "months"}}, all));
}

}  // namespace backfile::web
