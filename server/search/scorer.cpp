#include "server/search/scorer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "server/search/gallop.h"
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

/// Of a synonym, whose most frequent part is the first: whether the others have few articles beside it.
bool is_mostly_one(const Prepared& synonym) {
  double others = 0;
  for (const Prepared& part : synonym.children) others += part.articles;
  const Prepared& first = synonym.children.front();
  return first.op == Op::term && others - first.articles < first.articles / 4;
}

}  // namespace

Matches Scorer::among(const Prepared& what, const Articles& articles) {
  return articles.empty() ? Matches{} : find(what, Within(articles));
}

Matches Scorer::find(const Prepared& what, const Within& within) {
  deadline_.glance();
  switch (what.op) {
    case Op::nothing:
      return {};
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
    case Op::near: {
      const Matches rows = find_set(what, within);
      return rows.articles.empty() ? rows : find_all(what, Within(rows.articles));
    }
    case Op::everything:
    case Op::range:
      break;
  }
  return find_set(what, within);
}

// What matches, by itself.
Matches Scorer::find_set(const Prepared& what, const Within& within) {
  const auto stretch = stretch_of(within.first());
  StretchSet set = sets_.everything(stretch);
  if (within.only()) {
    set.clear();
    for (const auto article : *within.only()) set.insert(article - first_of_stretch(stretch));
  }
  sets_.keep(what, stretch, set);
  return {set.articles(stretch), {}};
}

Matches Scorer::find_term(const Prepared& term, const Within& within) {
  Matches found;
  found.expect(within, term.weighs);
  postings_.each(term, within, [&](std::size_t index, Xapian::termcount wdf) {
    const auto article = within.at(index);
    found.articles.push_back(article);
    if (!term.weighs) return;
    found.scores.push_back(weigh(term, article, wdf));
  });
  return found;
}

// Words of several lists may be counted twice, but no article has more words than it is long.
double Scorer::weigh(const Prepared& part, Xapian::docid article, double times) const {
  const std::uint32_t length = postings_.columns.for_scoring[article].length;
  const double normalised = std::min(times, static_cast<double>(length)) * static_cast<double>(postings_.norms.of(length));
  return part.weight * normalised / (normalised + 1);
}

void Scorer::add(const Prepared& part, const Within& within, Sums& sums) {
  deadline_.glance();
  if (part.op == Op::any) {
    for (const Prepared& child : part.children) add(child, within, sums);
  } else if (part.op == Op::term && part.weighs) {
    postings_.each(part, within, [&](std::size_t index, Xapian::termcount wdf) { sums.add(index, weigh(part, within.at(index), wdf)); });
  } else if (part.op == Op::term) {
    postings_.each(part, within, [&](std::size_t index, Xapian::termcount) { sums.add(index, 0); });
  } else if (part.op == Op::synonym && part.weighs && is_mostly_one(part)) {
    add_mostly_one(part, within, sums);
  } else if (part.op == Op::synonym && part.weighs) {
    auto occurrences = reserves_.sums.take();
    add_occurrences(part, within, *occurrences);
    occurrences->drain(within.size(), [&](std::size_t index, double times) { sums.add(index, weigh(part, within.at(index), times)); });
    reserves_.sums.give(std::move(occurrences));
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

Matches Scorer::find_any(const Prepared& any, const Within& within) {
  auto sums = reserves_.sums.take();
  add(any, within, *sums);
  Matches found;
  sums->drain(within.size(), [&](std::size_t index, double sum) {
    found.articles.push_back(within.at(index));
    if (any.weighs) found.scores.push_back(sum);
  });
  reserves_.sums.give(std::move(sums));
  return found;
}

// How often the parts of a synonym stand in each article, all together.
void Scorer::add_occurrences(const Prepared& part, const Within& within, Sums& sums) {
  if (part.op == Op::term) {
    postings_.each(part, within, [&](std::size_t index, Xapian::termcount wdf) { sums.add(index, wdf); });
  } else if (part.op == Op::synonym || part.op == Op::any) {
    for (const Prepared& child : part.children) add_occurrences(child, within, sums);
  } else {
    // A form in articles of some languages only, which few are: its occurrences there.
    const Articles there = find(part, within).articles;
    if (there.empty()) return;
    std::size_t place = 0;
    postings_.each(part.children.front(), Within(there), [&](std::size_t i, Xapian::termcount wdf) {
      place = within.only() ? gallop(*within.only(), place, there[i]) : there[i] - within.first();
      sums.add(place, wdf);
    });
  }
}

// The long list is gone through beside what the others have, rather than everything summed up first.
void Scorer::add_mostly_one(const Prepared& synonym, const Within& within, Sums& sums) {
  std::vector<std::pair<std::size_t, double>> rest;
  {
    auto occurrences = reserves_.sums.take();
    for (std::size_t i = 1; i < synonym.children.size(); ++i) add_occurrences(synonym.children[i], within, *occurrences);
    occurrences->drain(within.size(), [&](std::size_t index, double times) { rest.emplace_back(index, times); });
    reserves_.sums.give(std::move(occurrences));
  }
  auto next = rest.begin();
  const auto score = [&](std::size_t index, double times) { sums.add(index, weigh(synonym, within.at(index), times)); };
  const auto score_next = [&](double more) {
    score(next->first, next->second + more);
    ++next;
  };
  postings_.each(synonym.children[0], within, [&](std::size_t index, Xapian::termcount wdf) {
    while (next != rest.end() && next->first < index) score_next(0);
    if (next == rest.end() || next->first != index) return score(index, wdf);
    score_next(wdf);
  });
  while (next != rest.end()) score_next(0);
}

Matches Scorer::find_synonym(const Prepared& synonym, const Within& within) {
  auto sums = reserves_.sums.take();
  add_occurrences(synonym, within, *sums);
  Matches found;
  found.expect(within, synonym.weighs);
  sums->drain(within.size(), [&](std::size_t index, double occurrences) {
    const auto article = within.at(index);
    found.articles.push_back(article);
    if (synonym.weighs) found.scores.push_back(weigh(synonym, article, occurrences));
  });
  reserves_.sums.give(std::move(sums));
  return found;
}

Matches Scorer::find_all(const Prepared& all, const Within& within) {
  Matches found = find(all.children[all.order.front()], within);
  for (std::size_t i = 1; i < all.order.size() && !found.articles.empty(); ++i)
    keep_common(found, among(all.children[all.order[i]], found.articles));
  return found;
}

Matches Scorer::find_maybe(const Prepared& maybe, const Within& within) {
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

Matches Scorer::find_filtered(const Prepared& filter, const Within& within) {
  const Prepared &what = filter.children[0], &by = filter.children[1];
  if (by.articles < what.articles) return among(what, find(by, within).articles);
  Matches found = find(what, within);
  keep_common(found, among(by, found.articles));
  return found;
}

// What nearly all articles are excluded from is looked for in the few others.
Matches Scorer::find_in_few(const Prepared& without, const Within& within) {
  const auto few = sets_.others(without.children[1], stretch_of(within.first()));
  if (few.empty()) return {};
  if (!within.only()) return among(without.children[0], Articles(few.begin(), few.end()));
  Articles both;
  std::set_intersection(within.only()->begin(), within.only()->end(), few.begin(), few.end(), std::back_inserter(both));
  return among(without.children[0], both);
}

Matches Scorer::find_without(const Prepared& without, const Within& within) {
  if (sets_.leaves_few(without.children[1])) return find_in_few(without, within);
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

}  // namespace backfile::search
