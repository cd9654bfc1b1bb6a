#include "server/search/stretch_search.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace backfile::search {

using query::Sort;

Common::Common(const Question& of, const LocalMatch& match, const Gains& gained_by_age)
    : question(of),
      columns(match.columns()),
      gains(gained_by_age),
      promising(question.what, gains, question.most, Nearness::most(question.pairs), static_cast<double>(match.articles())) {}

StretchSearch::StretchSearch(Common& common, Workbench& bench)
    : common_(common), bench_(bench), best_(common.columns.shards.size(), Best(common.question.most)), nearness_(best_.size()) {
  for (const auto& facet : common.question.facets) counts_.push_back(count_in_columns(*facet.facet, common.columns));
}

void StretchSearch::search(const LocalMatch::Stretch& stretch) {
  const NumberedSet found(matches(stretch), stretch.number);
  count(stretch, found);
  const Question& question = common_.question;
  if (question.most == 0 || found.articles().empty()) return;
  const auto& columns = *common_.columns.shards[stretch.place];
  Best& best = best_[stretch.place];
  if (!question.what.weighs || question.sort != Sort::relevance) {
    for (const auto article : found.articles()) best.offer(ranking(columns, article, gained(columns, article)));
    return;
  }
  const auto ranked = this->ranked(stretch, found);
  if (question.pairs.empty()) {
    for (const Ranking& one : ranked) best.offer(one);
  } else {
    offer_near(stretch, ranked);
  }
  raise_least(best.least());
}

void StretchSearch::offer_near(const LocalMatch::Stretch& stretch, const std::vector<Ranking>& ranked) {
  auto& nearness = nearness_[stretch.place];
  if (!nearness) {
    ShardPositions positions(stretch.postings.database, stretch.postings.columns.tables.positions);
    nearness = std::make_unique<Nearness>(common_.question.pairs, common_.question.most, std::move(positions), stretch.deadline.end());
  }
  nearness->offer(ranked, stretch.scorer, common_.least, best_[stretch.place]);
  raise_least(nearness->least());
}

void StretchSearch::finish() {
  for (std::size_t place = 0; place < best_.size(); ++place) {
    if (!nearness_[place]) continue;
    nearness_[place]->finish(common_.least, best_[place]);
    raise_least(best_[place].least());
  }
}

// Under the conditions. Facets that count under others do so here.
StretchSet StretchSearch::matches(const LocalMatch::Stretch& stretch) {
  const Question& question = common_.question;
  const bool under_others = std::any_of(question.facets.begin(), question.facets.end(), [](const auto& facet) { return facet.conditions; });
  StretchSet found = stretch.sets.everything(stretch.number);
  // Where other conditions are asked about too, what is searched for is matched once.
  if (!under_others) stretch.sets.keep(question.conditions, stretch.number, found);
  stretch.sets.keep(question.what, stretch.number, found);
  const Stages::In in(bench_.stages, Stage::facets);
  std::optional<StretchSet> fewest;  // under some of the conditions: the others are asked about these alone
  for (std::size_t i = 0; i < question.facets.size(); ++i) {
    if (!question.facets[i].conditions) continue;
    StretchSet others = found;
    stretch.sets.keep(*question.facets[i].conditions, stretch.number, others);
    counts_[i]->add(stretch.place, others.articles(stretch.number));
    if (!fewest || others.size() < fewest->size()) fewest = others;
  }
  if (fewest) {
    found = *fewest;
    stretch.sets.keep(question.conditions, stretch.number, found);
  }
  return found;
}

void StretchSearch::count(const LocalMatch::Stretch& stretch, const NumberedSet& found) {
  const Stages::In in(bench_.stages, Stage::facets);
  total_ += found.articles().size();
  for (std::size_t i = 0; i < counts_.size(); ++i)
    if (!common_.question.facets[i].conditions) counts_[i]->add(stretch.place, found.articles());
}

// In order of docids, those that may be among the best.
std::vector<Ranking> StretchSearch::ranked(const LocalMatch::Stretch& stretch, const NumberedSet& found) {
  const auto& columns = *common_.columns.shards[stretch.place];
  auto [articles, scores] = common_.promising.of(found, stretch.number, columns, stretch.scorer, bench_.reserves, common_.least);
  if (scores.empty()) {
    scores = stretch.scorer.among(common_.question.what, articles).scores;
    for (std::size_t i = 0; i < articles.size(); ++i) scores[i] += gained(columns, articles[i]);
  }
  std::vector<Ranking> all;
  for (std::size_t i = 0; i < articles.size(); ++i) all.push_back(ranking(columns, articles[i], scores[i]));
  return all;
}

double StretchSearch::gained(const ShardColumns& columns, Xapian::docid article) const {
  return common_.question.sort == Sort::relevance ? common_.gains.of(columns.for_scoring[article].instant_day) : 0;
}

Ranking StretchSearch::ranking(const ShardColumns& columns, Xapian::docid article, double score) const {
  return {score, (common_.question.sort == Sort::oldest ? columns.oldest : columns.newest)[article], article};
}

void StretchSearch::raise_least(double least) {
  for (double known = common_.least; least > known && !common_.least.compare_exchange_weak(known, least);) {
  }
}

}  // namespace backfile::search
