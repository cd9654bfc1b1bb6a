#include "server/search/recency.h"

#include <algorithm>
#include <cmath>

#include "indexer/article/date.h"
#include "indexer/schema/fields.h"

namespace backfile::search {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr double kDoublings = 10;

std::int64_t age_in_days(const Recency& recency, std::int64_t instant) {
  return std::max<std::int64_t>(0, recency.newest / kDay - instant / kDay);
}

}  // namespace

double gained(const Recency& recency, std::int64_t instant) {
  if (recency.points <= 0 || instant <= 0) return 0;
  const double doublings = std::log2(1.0 + static_cast<double>(age_in_days(recency, instant)));
  return recency.points * std::max(0.0, 1.0 - doublings / kDoublings);
}

std::string recency_reason(const Recency& recency, std::int64_t instant) {
  const auto days = age_in_days(recency, instant);
  const std::string newest = "the newest day, " + article::to_iso(article::civil_from_days(recency.newest / kDay));
  if (days == 0) return "published on " + newest;
  return "published " + std::to_string(days) + (days == 1 ? " day" : " days") + " before " + newest;
}

std::vector<Ranked> in_order(const Xapian::MSet& mset, Xapian::doccount size) {
  std::vector<Ranked> page;
  for (Xapian::doccount i = 0; i < std::min(mset.size(), size); ++i) page.push_back({i, 0});
  return page;
}

std::vector<Ranked> reordered(const Xapian::MSet& mset, const Recency& recency, Xapian::doccount first, Xapian::doccount size) {
  struct Item {
    Ranked ranked;
    double score;
    std::string key;
  };
  std::vector<Item> items;
  for (auto i = mset.begin(); i != mset.end(); ++i) {
    std::string key = i.get_sort_key();
    const double more = i.get_rank() < kReordered ? gained(recency, schema::read_time_value(key)) : 0;
    items.push_back({{i.get_rank(), more}, i.get_weight() + more, std::move(key)});
  }
  const auto end = items.begin() + std::min<std::ptrdiff_t>(kReordered, static_cast<std::ptrdiff_t>(items.size()));
  std::sort(items.begin(), end, [](const Item& a, const Item& b) { return a.score != b.score ? a.score > b.score : a.key > b.key; });
  std::vector<Ranked> page;
  for (std::size_t i = first; i < items.size() && page.size() < size; ++i) page.push_back(items[i].ranked);
  return page;
}

}  // namespace backfile::search
