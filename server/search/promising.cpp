#include "server/search/promising.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace backfile::search {

using Op = query::Expression::Op;
namespace {

constexpr std::size_t kFew = 4;                                 // docids a match, and more
constexpr std::int64_t kSecondsADay = 86'400, kOldest = 1'024;  // gained() is 0 from there on

/// What a match scores at most.
double bound(const Prepared& what) {
  if (!what.weighs) return 0;
  if (what.op == Op::term || what.op == Op::synonym) return what.weight;
  if (what.op == Op::filter || what.op == Op::without) return bound(what.children.front());
  double all = 0;
  for (const Prepared& child : what.children) all += bound(child);
  return all;
}

/// The `most`-th of scores from the highest down, where it is above what it was.
class Least {
 public:
  Least(std::size_t most, double least) : most_(most), least_(least) {}
  void offer(double score) {
    if (score <= least_) return;
    highest_.push_back(score);
    if (highest_.size() >= 2 * most_ + kSpare) cut();
  }
  double get() {
    cut();
    return least_;
  }

 private:
  static constexpr std::size_t kSpare = 64;  // cutting seldom is what makes it cheap

  void cut() {
    if (highest_.size() < most_ || most_ == 0) return;
    const auto last = highest_.begin() + static_cast<std::ptrdiff_t>(most_) - 1;
    std::nth_element(highest_.begin(), last, highest_.end(), std::greater<>());
    least_ = *last;
    highest_.resize(most_);
  }

  const std::size_t most_;
  double least_;
  std::vector<double> highest_;
};

/// Sums come out a little different in another order.
double slightly_below(double score) { return score - 1e-9 * (1 + std::abs(score)); }

}  // namespace

Gains::Gains(const Recency& recency) : newest_(static_cast<std::int32_t>(recency.newest / kSecondsADay)) {
  if (recency.points <= 0) return;
  for (std::int64_t age = 0; age < kOldest; ++age) by_age_.push_back(gained(recency, recency.newest - age * kSecondsADay));
}

Promising::Promising(const Prepared& what, const Gains& gains, std::size_t most, double more, double archive)
    : gains_(gains), most_(most), archive_(archive), more_(more) {
  take_apart(what, true);
  std::stable_sort(parts_.begin(), parts_.end(), [](const Prepared* a, const Prepared* b) { return a->weight > b->weight; });
  left_.resize(parts_.size() + 1);
  for (std::size_t i = parts_.size(); i-- > 0;) left_[i] = left_[i + 1] + parts_[i]->weight;
}

// matches: whether all that is asked about matches it.
void Promising::take_apart(const Prepared& what, bool matches) {
  if (!what.weighs) return;
  if (what.op == Op::term || what.op == Op::synonym) {
    parts_.push_back(&what);
  } else if (what.op == Op::any) {
    for (const Prepared& child : what.children) take_apart(child, false);
  } else if (!matches) {
    more_ += bound(what);
    apart_ = false;
  } else if (what.op == Op::filter || what.op == Op::without) {
    take_apart(what.children[0], true);
  } else {
    for (const Prepared& child : what.children) take_apart(child, what.op != Op::maybe || &child == &what.children[0]);
  }
}

// With the parts before `next` known: whether some may score more by these than all others by the rest.
bool Promising::may_decide(std::size_t next, double least) const { return left_from(next) < std::max(least, left_[0] - left_[next]); }

/// Articles in order, and what each is known to score.
struct Promising::Some : Articles {
  std::vector<double> gains;  // by its age, beside the score: added last, so that all scores are sums in the same order and ties are ties
  std::size_t next = 0;       // the first part that is not in these

  void keep_from(double least) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      if (scores[i] + gains[i] < least) continue;
      articles[kept] = articles[i];
      scores[kept] = scores[i];
      gains[kept++] = gains[i];
    }
    articles.resize(kept);
    scores.resize(kept);
    gains.resize(kept);
  }

  void add_next(const Prepared& part, Scorer& scorer, Sums& sums) {
    scorer.add(part, Within(articles), sums);
    sums.drain(articles.size(), [&](std::size_t index, double more) { scores[index] += more; });
    ++next;
  }
};

// As long as a part has not many more postings than there are matches, its list is gone through.
Promising::Some Promising::scan(const NumberedSet& matches, std::size_t stretch, const ShardColumns& columns, Scorer& scorer,
                                Reserves& reserves, double& least) const {
  const auto first = first_of_stretch(stretch);
  const auto last = std::min(static_cast<Xapian::docid>(columns.for_scoring.size() - 1), first + kStretch - 1);
  const std::size_t there = matches.articles().size(), in_stretch = last - first + 1;
  const double most = 2 * static_cast<double>(there) / static_cast<double>(in_stretch) * archive_;
  // Where few match, sums are by number among these, which is near in memory; where many do, looking up numbers takes longer.
  if (there == 0) return {};
  const bool numbered = there * kFew < in_stretch;
  const Within within = numbered ? Within(matches) : Within(first, last);
  const auto matching = [&](std::size_t index) { return numbered || matches.set().contains(index); };
  const auto gain_of = [&](std::size_t index) { return gains_.of(columns.for_scoring[within.at(index)].instant_day); };
  // They are met in no order of memory: asked for now, lengths and days are there when they are needed.
  if (numbered)
    for (const auto article : matches.articles()) __builtin_prefetch(&columns.for_scoring[article]);
  auto sums = reserves.sums.take();
  Some some;
  for (; some.next < parts_.size() && parts_[some.next]->articles <= most && left_from(some.next) >= slightly_below(least); ++some.next) {
    scorer.add(*parts_[some.next], within, *sums);
    if (!may_decide(some.next + 1, least)) continue;
    Least known(most_, least);
    sums->each(within.size(), [&](std::size_t index, double sum) {
      if (matching(index)) known.offer(sum + gain_of(index));
    });
    least = known.get();
  }
  const double bar = slightly_below(least) - left_[some.next] - more_;
  // Of those that no part is known of, what is left and age may still bring some up.
  const bool others = left_from(some.next) >= slightly_below(least);
  const auto take = [&](std::size_t index, double sum) {
    const double gain = gain_of(index);
    if (sum + gain < bar) return;
    some.articles.push_back(within.at(index));
    some.scores.push_back(sum);
    some.gains.push_back(gain);
  };
  if (!others)
    sums->each(within.size(), [&](std::size_t index, double sum) {
      if (matching(index)) take(index, sum);
    });
  else if (numbered)
    for (std::size_t index = 0; index < there; ++index) take(index, sums->of(index));
  else
    for (const auto article : matches.articles()) take(article - first, sums->of(article - first));
  sums->clear(within.size());
  reserves.sums.give(std::move(sums));
  return some;
}

Promising::Articles Promising::of(const NumberedSet& matches, std::size_t stretch, const ShardColumns& columns, Scorer& scorer,
                                  Reserves& reserves, double least) const {
  Some some = scan(matches, stretch, columns, scorer, reserves, least);
  // Then a part at a time, of those that are left.
  auto sums = reserves.sums.take();
  while (some.next < parts_.size() && some.articles.size() > most_) {
    some.add_next(*parts_[some.next], scorer, *sums);
    if (!may_decide(some.next, least)) continue;
    Least known(most_, least);
    for (std::size_t i = 0; i < some.scores.size(); ++i) known.offer(some.scores[i] + some.gains[i]);
    least = known.get();
    some.keep_from(slightly_below(least) - left_[some.next] - more_);
  }
  if (!apart_) {
    reserves.sums.give(std::move(sums));
    some.scores.clear();
    return some;
  }
  while (some.next < parts_.size() && !some.articles.empty()) some.add_next(*parts_[some.next], scorer, *sums);
  reserves.sums.give(std::move(sums));
  for (std::size_t i = 0; i < some.scores.size(); ++i) some.scores[i] += some.gains[i];
  return some;
}

}  // namespace backfile::search
