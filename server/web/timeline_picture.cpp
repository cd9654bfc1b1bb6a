#include "server/web/timeline_picture.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace backfile::web {
namespace {

// In the picture's own units; the style sheet stretches it to the width of the page.
constexpr double kWidth = 1000, kHeight = 100;

using Bucket = search::TimelineBucket;

std::string number(double value) {
  char text[32];
  return std::string(text, static_cast<std::size_t>(std::snprintf(text, sizeof text, "%.4g", value)));
}

double share(const Bucket& bucket) { return bucket.total == 0 ? 0 : static_cast<double>(bucket.count) / static_cast<double>(bucket.total); }

/// "1912: 8 of 412 articles (1.9%)"
std::string said(const Texts& texts, const Bucket& bucket, query::Interval interval) {
  return texts("bar", {{"when", texts.bucket(bucket.start, interval)},
                       {"count", texts.number(bucket.count)},
                       {"total", texts.number(bucket.total)},
                       {"share", texts.percent(share(bucket))}});
}

class Picture {
 public:
  Picture(const Frame& frame, const search::Timeline& timeline, const SearchLink& search, std::string_view path)
      : texts_(frame.texts), timeline_(timeline), search_(search.without("from").without("to")), path_(path) {
    for (const Bucket& bucket : timeline.buckets) {
      most_ = std::max(most_, bucket.count);
      most_share_ = std::max(most_share_, share(bucket));
    }
    step_ = kWidth / static_cast<double>(timeline.buckets.size());
  }

  Html svg() const {
    Html bars;
    for (std::size_t i = 0; i < timeline_.buckets.size(); ++i) bars += bar(i);
    return h("svg", {{"viewBox", "0 0 1000 100"}, {"preserveAspectRatio", "none"}, {"aria-hidden", "true"}, {"focusable", "false"}}, bars,
             line());
  }

  Html table() const {
    Html rows;
    for (const Bucket& bucket : timeline_.buckets) {
      if (bucket.count == 0) continue;
      rows +=
          h("tr", {}, h("th", {{"scope", "row"}}, h("a", {{"href", address(bucket)}}, texts_.bucket(bucket.start, timeline_.interval))),
            h("td", {}, texts_.number(bucket.count)), h("td", {}, texts_.number(bucket.total)), h("td", {}, texts_.percent(share(bucket))));
    }
    const auto column = [&](const char* text) { return h("th", {{"scope", "col"}}, texts_(text)); };
    return h("details", {{"class", "as-table"}}, h("summary", {}, texts_("as_table")),
             h("div", {{"class", "scrolling"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", texts_("timeline")}},
               h("table", {}, h("thead", {}, h("tr", {}, column("time"), column("found"), column("all_articles"), column("share"))),
                 h("tbody", {}, rows))));
  }

  /// The first, the middle and the last time, under the picture.
  Html scale() const {
    const auto& buckets = timeline_.buckets;
    const auto at = [&](std::size_t i) { return h("span", {}, texts_.bucket(buckets[i].start, timeline_.interval)); };
    const std::size_t last = buckets.size() - 1;
    return h("div", {{"class", "scale"}, {"aria-hidden", "true"}}, at(0), last > 3 ? at(last / 2) : Html(), last > 0 ? at(last) : Html());
  }

  /// What bars and line are, where there is a line.
  Html key() const { return line().empty() ? Html() : h("span", {{"class", "key"}}, texts_("timeline_key")); }

 private:
  std::string address(const Bucket& bucket) const {
    const auto [from, to] = range_of(bucket.start, timeline_.interval);
    return search_.and_also("from", from).and_also("to", to).to(path_);
  }

  Html bar(std::size_t i) const {
    const Bucket& bucket = timeline_.buckets[i];
    if (bucket.count == 0) return {};
    // The smallest bar that has anything is still seen.
    const double height = std::max(2.0, kHeight * static_cast<double>(bucket.count) / static_cast<double>(most_));
    const auto [from, to] = range_of(bucket.start, timeline_.interval);
    const double x = step_ * static_cast<double>(i), gap = std::min(step_ * 0.15, 2.0);
    return h("a", {{"href", address(bucket)}, {"tabindex", "-1"}, {"data-from", from}, {"data-to", to}},
             h("title", {}, said(texts_, bucket, timeline_.interval)),
             h("rect", {{"class", "reach"}, {"x", number(x)}, {"y", "0"}, {"width", number(step_)}, {"height", "100"}}),
             h("rect", {{"class", "bar"},
                        {"x", number(x + gap / 2)},
                        {"y", number(kHeight - height)},
                        {"width", number(step_ - gap)},
                        {"height", number(height)}}));
  }

  /// Nothing where every share is the same, as it is without a question, nor where there are so few articles that a share is nothing or
  /// all.
  Html line() const {
    constexpr std::uint64_t kFew = 10;  // articles to a bar, on average
    const auto& buckets = timeline_.buckets;
    std::uint64_t total = 0, filled = 0;
    for (const Bucket& bucket : buckets) {
      total += bucket.total;
      filled += bucket.total > 0;
    }
    if (total < kFew * filled) return {};
    if (most_share_ <= 0 || std::all_of(buckets.begin(), buckets.end(), [](const Bucket& one) { return one.count == one.total; }))
      return {};
    std::string points;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      if (buckets[i].total == 0) continue;  // no share of nothing
      points += number(step_ * (static_cast<double>(i) + 0.5)) + ',' + number(kHeight - kHeight * share(buckets[i]) / most_share_) + ' ';
    }
    return h("polyline", {{"class", "share"}, {"points", points}});
  }

  const Texts& texts_;
  const search::Timeline& timeline_;
  const SearchLink search_;
  const std::string path_;
  std::uint64_t most_ = 1;
  double most_share_ = 0, step_ = kWidth;
};

std::string iso_day(std::int64_t days) { return article::to_iso(article::civil_from_days(days)); }

}  // namespace

std::pair<std::string, std::string> range_of(const std::string& start, query::Interval interval) {
  const auto first = article::parse_iso(start);
  if (first && interval == query::Interval::decade) {
    article::Date last = *first;
    last.year = std::min(last.year + 9, 9999);
    return {start, article::to_iso(last)};
  }
  if (first && interval == query::Interval::week)
    return {start, iso_day(article::days_from_civil(first->year, first->month, first->day) + 6)};
  return {start, start};
}

Html timeline_picture(const Frame& frame, const search::Timeline& timeline, const SearchLink& search, std::string_view path) {
  // One bar as wide as the page would say nothing.
  if (timeline.buckets.size() < 2) return {};
  const Texts& texts = frame.texts;
  const Picture picture(frame, timeline, search, path);
  Html notes;
  if (timeline.undated) notes += h("span", {}, texts("undated", {{"count", static_cast<std::int64_t>(timeline.undated)}}));
  if (timeline.imprecise) notes += h("span", {}, texts("imprecise", {{"count", static_cast<std::int64_t>(timeline.imprecise)}}));
  return h("section",
           {{"class", "timeline"}, {"aria-label", texts("timeline")}, {"data-timeline", ""}, {"data-keys", texts("timeline_keys")}},
           h("div", {{"class", "bars"}}, picture.svg()), picture.scale(),
           h("div", {{"class", "under"}}, h("output", {{"class", "said"}}), picture.key(), notes), picture.table());
}

}  // namespace backfile::web
