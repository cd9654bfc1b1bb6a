// A mild preference for recent articles: points that age alone adds to the score. Additive, as evidence that no word of the query gives
// (Craswell, Robertson, Zaragoza and Taylor, "Relevance weighting for query independent evidence", SIGIR 2005): among articles that answer
// about as well the newer stands first, and one that answers better stays above. A function of archive and query, never of the clock.
//
// Applied to the best of a match, not inside it: weights by age in the query cost more than the rest of it (measured: any of some words 8.8
// ms instead of 2.3), and remote shards send the sort key that this goes by.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <string>
#include <vector>

namespace backfile::search {

struct Recency {
  double points = 0;        // what the newest articles gain; 0: age does not count
  std::int64_t newest = 0;  // first second of the archive's newest day (newest_day.h)
  bool operator==(const Recency&) const = default;
};

/// Each doubling of the age in days takes a tenth of the points: the newest day's articles gain all of them, those of the day before nine
/// tenths, of last week seven, of last month five, and none from 1023 days on. instant: of publication; 0: undated, which gains none.
double gained(const Recency& recency, std::int64_t instant);

/// "published 7 days before the newest day, 2024-04-16".
std::string recency_reason(const Recency& recency, std::int64_t instant);

/// How many of the best by relevance are ordered anew with what their age gains; the others follow as they were. More than what any page
/// that is looked at shows; an article further down lacks more points than a mild preference has.
inline constexpr Xapian::doccount kReordered = 1'000;

struct Ranked {
  Xapian::doccount index;  // in the MSet
  double gained;
};
/// The first `size` as they are.
std::vector<Ranked> in_order(const Xapian::MSet& mset, Xapian::doccount size);
/// The items of the MSet from the first-th in the new order on, `size` at most. mset: from the very best on, at least kReordered, sorted by
/// relevance and then kNewestSlot, both falling, which also breaks ties here.
std::vector<Ranked> reordered(const Xapian::MSet& mset, const Recency& recency, Xapian::doccount first, Xapian::doccount size);

}  // namespace backfile::search
