#include "server/search/set_matcher.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "server/search/positions.h"

namespace backfile::search {

using Op = query::Expression::Op;
using Articles = std::vector<Xapian::docid>;

// By index in what is looked at: a sum, and whether there is one.
class Sums {
 public:
  Sums() : sums_(kStretch), there_(kStretch / 64) {}

  void add(std::size_t index, double more) {
    sums_[index] += more;
    there_[index / 64] |= 1ull << (index % 64);
  }

  /// Tells every index that there is, in order, and its sum; then there are none.
  template <class Tell>
  void drain(std::size_t size, Tell&& tell) {
    for (std::size_t word = 0; word <= (size - 1) / 64; ++word) {
      for (auto bits = std::exchange(there_[word], 0); bits != 0; bits &= bits - 1) {
        const std::size_t index = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        tell(index, std::exchange(sums_[index], 0.0));
      }
    }
  }

 private:
  std::vector<double> sums_;
  std::vector<std::uint64_t> there_;
};

SumsInReserve::SumsInReserve() = default;
SumsInReserve::~SumsInReserve() = default;

std::unique_ptr<Sums> SumsInReserve::take() {
  if (free_.empty()) return std::make_unique<Sums>();
  auto sums = std::move(free_.back());
  free_.pop_back();
  return sums;
}

void SumsInReserve::give(std::unique_ptr<Sums> sums) { free_.push_back(std::move(sums)); }

// What is looked at: a stretch of docids, or some articles of it.
class SetMatcher::Within {
 public:
  Within(Xapian::docid first, Xapian::docid last) : first_(first), last_(last) {}
  explicit Within(const Articles& only) : first_(only.front()), last_(only.back()), only_(&only) {}

  Xapian::docid first() const { return first_; }
  Xapian::docid last() const { return last_; }
  const Articles* only() const { return only_; }
  std::size_t size() const { return only_ ? only_->size() : last_ - first_ + 1; }
  Xapian::docid at(std::size_t index) const { return only_ ? (*only_)[index] : first_ + static_cast<Xapian::docid>(index); }

 private:
  Xapian::docid first_, last_;
  const Articles* only_ = nullptr;
};

namespace {

/// The first index from `from` on of a number that is `wanted` or more: near ones are found in few steps.
template <class Numbers>
std::size_t gallop(const Numbers& numbers, std::size_t from, Xapian::docid wanted) {
  std::size_t step = 1, to = from;
  while (to < numbers.size() && numbers[to] < wanted) {
    from = to + 1;
    to += step;
    step *= 2;
  }
  const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(from);
  const auto end = numbers.begin() + static_cast<std::ptrdiff_t>(std::min(to, numbers.size()));
  return static_cast<std::size_t>(std::lower_bound(begin, end, wanted) - numbers.begin());
}

/// Keeps of `matches` what also stands in `others`, adding their scores where there are some.
void keep_common(Matches& matches, const Matches& others) {
  std::size_t kept = 0, at = 0;
  const bool scored = !matches.scores.empty(), adds = !others.scores.empty();
  if (!scored && adds) matches.scores.resize(matches.articles.size());
  for (std::size_t i = 0; i < others.articles.size(); ++i) {
    while (matches.articles[at] != others.articles[i]) ++at;  // a part of them
    matches.articles[kept] = matches.articles[at];
    if (scored || adds) matches.scores[kept] = matches.scores[at] + (adds ? others.scores[i] : 0);
    ++kept;
  }
  matches.articles.resize(kept);
  if (scored || adds) matches.scores.resize(kept);
}

}  // namespace

SetMatcher::SetMatcher(const Shard& shard, SumsInReserve& reserve, const Deadline& deadline)
    : shard_(shard), reserve_(reserve), deadline_(deadline) {}

Matches SetMatcher::in_stretch(const Prepared& what, std::size_t stretch) {
  const auto last = static_cast<Xapian::docid>(shard_.columns.lengths.size() - 1), first = first_of_stretch(stretch);
  if (first > last) return {};
  return find(what, Within(first, std::min(last, first + kStretch - 1)));
}

Matches SetMatcher::among(const Prepared& what, const Articles& articles) {
  return articles.empty() ? Matches{} : find(what, Within(articles));
}

// visit(index in what is looked at, wdf)
template <class Visit>
void SetMatcher::each_posting(const std::string& term, const Within& within, Visit&& visit) {
  if (const auto list = shard_.columns.postings->of(shard_.database, term)) return each_in(*list, within, visit);
  const auto end = shard_.database.postlist_end(term);
  auto at = shard_.database.postlist_begin(term);
  if (within.first() > 1 && at != end) at.skip_to(within.first());
  if (!within.only()) {
    for (; at != end && *at <= within.last(); ++at) visit(*at - within.first(), at.get_wdf());
    return;
  }
  const Articles& only = *within.only();
  for (std::size_t i = 0; at != end && i < only.size();) {
    const Xapian::docid here = *at;
    if (here == only[i]) {
      visit(i, at.get_wdf());
      if (++i == only.size()) break;
    } else if (here > only[i]) {
      i = gallop(only, i, here);
      continue;
    }
    at.skip_to(only[i]);
  }
}

template <class Visit>
void SetMatcher::each_in(const PostingList& list, const Within& within, Visit&& visit) {
  const auto stretch = stretch_of(within.first());
  const auto [offsets, occurrences] = list.slice(stretch);
  if (!within.only()) {
    for (std::size_t i = 0; i < offsets.size(); ++i) visit(offsets[i], occurrences[i]);
    return;
  }
  const Articles& only = *within.only();
  const auto first = first_of_stretch(stretch);
  for (std::size_t i = 0, place = 0; i < only.size();) {
    place = gallop(offsets, place, only[i] - first);
    if (place == offsets.size()) return;
    if (first + offsets[place] == only[i])
      visit(i++, occurrences[place]);
    else
      i = gallop(only, i, first + offsets[place]);
  }
}

Matches SetMatcher::find(const Prepared& what, const Within& within) {
  deadline_.check();
  switch (what.op) {
    case Op::nothing:
      return {};
    case Op::everything:
      return everything(within);
    case Op::term:
      return find_term(what, within);
    case Op::any:
      return find_any(what, within);
    case Op::synonym:
      return find_synonym(what, within);
    case Op::all:
      return find_all(what, within);
    case Op::maybe:
      return find_maybe(what, within);
    case Op::filter:
      return find_filtered(what, within);
    case Op::without:
      return find_without(what, within);
    case Op::phrase:
    case Op::near:
      return find_row(what, within);
    case Op::range:
      break;
  }
  return find_range(what, within);
}

Matches SetMatcher::everything(const Within& within) const {
  if (within.only()) return {*within.only(), {}};
  Matches all;
  for (Xapian::docid article = within.first(); article <= within.last(); ++article)
    if (shard_.columns.exists(article)) all.articles.push_back(article);
  return all;
}

Matches SetMatcher::find_term(const Prepared& term, const Within& within) {
  Matches found;
  each_posting(term.term, within, [&](std::size_t index, Xapian::termcount wdf) {
    const auto article = within.at(index);
    found.articles.push_back(article);
    if (!term.weighs) return;
    const double normalised = wdf * static_cast<double>(shard_.norms[article]);
    found.scores.push_back(term.weight * normalised / (normalised + 1));
  });
  return found;
}

void SetMatcher::add(const Prepared& part, const Within& within, Sums& sums) {
  deadline_.check();
  if (part.op == Op::any) {
    for (const Prepared& child : part.children) add(child, within, sums);
  } else if (part.op == Op::term && part.weighs) {
    each_posting(part.term, within, [&](std::size_t index, Xapian::termcount wdf) {
      const double normalised = wdf * static_cast<double>(shard_.norms[within.at(index)]);
      sums.add(index, part.weight * normalised / (normalised + 1));
    });
  } else if (part.op == Op::term) {
    each_posting(part.term, within, [&](std::size_t index, Xapian::termcount) { sums.add(index, 0); });
  } else {
    const Matches matches = find(part, within);
    std::size_t index = 0;
    for (std::size_t i = 0; i < matches.articles.size(); ++i) {
      const auto article = matches.articles[i];
      index = within.only() ? gallop(*within.only(), index, article) : article - within.first();
      sums.add(index, part.weighs ? matches.scores[i] : 0);
    }
  }
}

Matches SetMatcher::find_any(const Prepared& any, const Within& within) {
  auto sums = reserve_.take();
  add(any, within, *sums);
  Matches found;
  sums->drain(within.size(), [&](std::size_t index, double sum) {
    found.articles.push_back(within.at(index));
    if (any.weighs) found.scores.push_back(sum);
  });
  reserve_.give(std::move(sums));
  return found;
}

// How often the parts of a synonym stand in each article, all together.
void SetMatcher::add_occurrences(const Prepared& part, const Within& within, Sums& sums) {
  if (part.op == Op::term) {
    each_posting(part.term, within, [&](std::size_t index, Xapian::termcount wdf) { sums.add(index, wdf); });
  } else if (part.op == Op::synonym || part.op == Op::any) {
    for (const Prepared& child : part.children) add_occurrences(child, within, sums);
  } else {
    // A form in articles of some languages only, which few are: its occurrences there.
    const Matches there = find(part, within);
    if (there.articles.empty()) return;
    std::size_t place = 0;
    each_posting(part.children.front().term, Within(there.articles), [&](std::size_t i, Xapian::termcount wdf) {
      place = within.only() ? gallop(*within.only(), place, there.articles[i]) : there.articles[i] - within.first();
      sums.add(place, wdf);
    });
  }
}

Matches SetMatcher::find_synonym(const Prepared& synonym, const Within& within) {
  auto sums = reserve_.take();
  add_occurrences(synonym, within, *sums);
  Matches found;
  sums->drain(within.size(), [&](std::size_t index, double occurrences) {
    const auto article = within.at(index);
    found.articles.push_back(article);
    if (!synonym.weighs) return;
    // Words of several lists may be counted twice, but no article has more words than it is long.
    const double times = std::min(occurrences, static_cast<double>(shard_.columns.lengths[article]));
    const double normalised = times * static_cast<double>(shard_.norms[article]);
    found.scores.push_back(synonym.weight * normalised / (normalised + 1));
  });
  reserve_.give(std::move(sums));
  return found;
}

Matches SetMatcher::find_all(const Prepared& all, const Within& within) {
  std::vector<const Prepared*> order;
  for (const Prepared& child : all.children) order.push_back(&child);
  std::stable_sort(order.begin(), order.end(), [](const Prepared* a, const Prepared* b) { return a->articles < b->articles; });
  Matches found = find(*order.front(), within);
  for (std::size_t i = 1; i < order.size() && !found.articles.empty(); ++i) keep_common(found, among(*order[i], found.articles));
  return found;
}

Matches SetMatcher::find_maybe(const Prepared& maybe, const Within& within) {
  Matches found = find(maybe.children[0], within);
  const Matches more = among(maybe.children[1], found.articles);
  if (found.scores.empty()) found.scores.resize(found.articles.size());
  std::size_t at = 0;
  for (std::size_t i = 0; i < more.articles.size(); ++i) {
    at = gallop(found.articles, at, more.articles[i]);
    found.scores[at] += more.scores[i];
  }
  return found;
}

Matches SetMatcher::find_filtered(const Prepared& filter, const Within& within) {
  const Prepared &what = filter.children[0], &by = filter.children[1];
  if (by.op != Op::range && by.articles < what.articles) return among(what, find(by, within).articles);
  Matches found = find(what, within);
  keep_common(found, among(by, found.articles));
  return found;
}

Matches SetMatcher::find_without(const Prepared& without, const Within& within) {
  Matches found = find(without.children[0], within);
  const Articles unwanted = among(without.children[1], found.articles).articles;
  if (unwanted.empty()) return found;
  const bool scored = !found.scores.empty();
  std::size_t kept = 0, next = 0;
  for (std::size_t i = 0; i < found.articles.size(); ++i) {
    if (next < unwanted.size() && found.articles[i] == unwanted[next]) {
      ++next;
      continue;
    }
    found.articles[kept] = found.articles[i];
    if (scored) found.scores[kept] = found.scores[i];
    ++kept;
  }
  found.articles.resize(kept);
  if (scored) found.scores.resize(kept);
  return found;
}

Matches SetMatcher::find_row(const Prepared& row, const Within& within) {
  Matches found = find_all(row, within);
  keep_common(found, {standing(row.row, found.articles, shard_.database, deadline_), {}});
  return found;
}

Matches SetMatcher::find_range(const Prepared& range, const Within& within) {
  if (range.slot != schema::kNoSlot) return find_values(range, within);
  Matches found;
  const auto &first = shard_.columns.first_day, &last = shard_.columns.last_day;
  for (std::size_t index = 0; index < within.size(); ++index) {
    const auto article = within.at(index);
    if (first[article] >= 0 && last[article] >= range.since && first[article] <= range.until) found.articles.push_back(article);
  }
  return found;
}

Matches SetMatcher::find_values(const Prepared& range, const Within& within) {
  Matches found;
  auto value = shard_.database.valuestream_begin(range.slot);
  const auto end = shard_.database.valuestream_end(range.slot);
  for (std::size_t index = 0; index < within.size() && value != end; ++index) {
    const auto article = within.at(index);
    if (value.get_docid() < article) value.skip_to(article);
    if (value == end) break;
    if (value.get_docid() != article) continue;
    const std::string here = *value;
    if (here >= range.low && (range.high.empty() || here <= range.high)) found.articles.push_back(article);
  }
  return found;
}

}  // namespace backfile::search
