#include "server/search/set_matcher.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <utility>

#include "server/search/gallop.h"
#include "server/search/positions.h"
#include "server/search/posting_walk.h"

namespace backfile::search {

using Op = query::Expression::Op;
namespace {

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

const PostingList* SetMatcher::list_of(const std::string& term, const Within& within) {
  const auto [entry, fresh] = lists_.try_emplace(term);
  if (fresh) {
    // Xapian skips to a few articles more quickly than it reads a list.
    constexpr std::size_t kWorthwhile = kStretch / 64;
    const bool through = !within.only() || within.size() > kWorthwhile;
    entry->second = shard_.columns.postings->of(shard_.database, term, through);
  }
  return entry->second.get();
}

template <class Visit>
void SetMatcher::each_posting(const std::string& term, const Within& within, Visit&& visit) {
  if (const PostingList* const list = list_of(term, within)) return walk(*list, within, visit);
  walk(shard_.database, term, within, visit);
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

/// Of a synonym, whose most frequent part is the first: whether the others have few articles beside it.
bool is_mostly_one(const Prepared& synonym) {
  double others = 0;
  for (const Prepared& part : synonym.children) others += part.articles;
  const Prepared& first = synonym.children.front();
  return first.op == Op::term && others - first.articles < first.articles / 4;
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
  } else if (part.op == Op::synonym && part.weighs && is_mostly_one(part)) {
    add_mostly_one(part, within, sums);
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
    const Articles there = find(part, within).articles;
    if (there.empty()) return;
    std::size_t place = 0;
    each_posting(part.children.front().term, Within(there), [&](std::size_t i, Xapian::termcount wdf) {
      place = within.only() ? gallop(*within.only(), place, there[i]) : there[i] - within.first();
      sums.add(place, wdf);
    });
  }
}

// The long list is gone through beside what the others have, rather than everything summed up first.
void SetMatcher::add_mostly_one(const Prepared& synonym, const Within& within, Sums& sums) {
  std::vector<std::pair<std::size_t, double>> rest;
  {
    auto occurrences = reserve_.take();
    for (std::size_t i = 1; i < synonym.children.size(); ++i) add_occurrences(synonym.children[i], within, *occurrences);
    occurrences->drain(within.size(), [&](std::size_t index, double times) { rest.emplace_back(index, times); });
    reserve_.give(std::move(occurrences));
  }
  auto next = rest.begin();
  const auto score = [&](std::size_t index, double times) {
    const double normalised = times * static_cast<double>(shard_.norms[within.at(index)]);
    sums.add(index, synonym.weight * normalised / (normalised + 1));
  };
  const auto score_next = [&](double more) {
    score(next->first, std::min(next->second + more, static_cast<double>(shard_.columns.lengths[within.at(next->first)])));
    ++next;
  };
  each_posting(synonym.children[0].term, within, [&](std::size_t index, Xapian::termcount wdf) {
    while (next != rest.end() && next->first < index) score_next(0);
    if (next == rest.end() || next->first != index) return score(index, wdf);
    score_next(wdf);
  });
  while (next != rest.end()) score_next(0);
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
  if (by.op == Op::range && by.slot == schema::kNoSlot) {
    // How many a range of days leaves is known by looking, which is quick.
    const Articles days = find(by, within).articles;
    const double expected = what.articles * static_cast<double>(within.size()) / static_cast<double>(shard_.columns.lengths.size());
    if (static_cast<double>(days.size()) < expected) return among(what, days);
  } else if (by.articles < what.articles) {
    return among(what, find(by, within).articles);
  }
  Matches found = find(what, within);
  keep_common(found, among(by, found.articles));
  return found;
}

// Articles of a stretch that an expression does not match, kept for the stretch: each word of a query asks for those in none of its
// languages.
const SetMatcher::Articles& SetMatcher::others(const Prepared& what, std::size_t stretch) {
  if (others_stretch_ != stretch) others_.clear();
  others_stretch_ = stretch;
  std::string key = what.term;
  for (const Prepared& child : what.children) key.append(1, '\0').append(child.term);
  const auto [entry, fresh] = others_.try_emplace(std::move(key));
  if (!fresh) return entry->second;
  const Articles those = in_stretch(what, stretch).articles;
  const auto last = static_cast<Xapian::docid>(shard_.columns.lengths.size() - 1);
  auto next = those.begin();
  for (auto article = first_of_stretch(stretch); article <= std::min(last, first_of_stretch(stretch + 1) - 1); ++article) {
    if (next != those.end() && *next == article)
      ++next;
    else if (shard_.columns.exists(article))
      entry->second.push_back(article);
  }
  return entry->second;
}

// What nearly all articles are excluded from is looked for in the few others.
Matches SetMatcher::find_in_few(const Prepared& without, const Within& within) {
  const Articles& few = others(without.children[1], stretch_of(within.first()));
  if (!within.only()) return among(without.children[0], few);
  Articles both;
  std::set_intersection(within.only()->begin(), within.only()->end(), few.begin(), few.end(), std::back_inserter(both));
  return among(without.children[0], both);
}

Matches SetMatcher::find_without(const Prepared& without, const Within& within) {
  const Prepared& excluded = without.children[1];
  const bool simple =
      excluded.op == Op::term || (excluded.op == Op::any && std::all_of(excluded.children.begin(), excluded.children.end(),
                                                                        [](const Prepared& child) { return child.op == Op::term; }));
  if (simple && excluded.articles * 2 > static_cast<double>(shard_.columns.articles)) return find_in_few(without, within);
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
