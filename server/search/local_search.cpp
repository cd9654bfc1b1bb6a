// A search by the matcher of our own: every match is counted, the best are ranked, and only those are read.
#include <algorithm>
#include <cmath>
#include <limits>

#include "server/search/best.h"
#include "server/search/engine_impl.h"
#include "server/search/facets.h"
#include "server/search/nearness.h"

namespace backfile::search {
namespace {

using query::Sort;

struct Placed {
  std::size_t shard;
  Ranking ranking;
  std::string date;  // what decides among equal scores of different databases
};

/// What an article gains by its age in days, looked up: logarithms of every match would take longer than all else about it.
class Gains {
 public:
  explicit Gains(const Recency& recency) : newest_(static_cast<std::int32_t>(recency.newest / kDay)) {
    if (recency.points <= 0) return;
    for (std::int64_t age = 0; age < kOldest; ++age) by_age_.push_back(gained(recency, recency.newest - age * kDay));
  }
  /// day: of the instant of publication; 0: undated.
  double of(std::int32_t day) const {
    if (by_age_.empty() || day <= 0) return 0;
    const auto age = static_cast<std::size_t>(std::max(0, newest_ - day));
    return age < by_age_.size() ? by_age_[age] : 0;
  }

 private:
  static constexpr std::int64_t kDay = 86'400, kOldest = 1'024;  // gained() is 0 from there on
  const std::int32_t newest_;
  std::vector<double> by_age_;
};

class LocalSearch {
 public:
  LocalSearch(LocalMatch& match, const query::SearchRequest& request, Sort sort, const Recency& recency)
      : match_(match), sort_(sort), gains_(recency), first_(first_of(request)), most_(most_of(request)) {}

  /// facets: those to count in this match.
  void run(const Prepared& what, const std::vector<Prepared>& pairs, std::vector<ColumnCounts*> facets, const Deadline& deadline,
           Stages& stages) {
    for (std::size_t place = 0; place < match_.shards(); ++place) best_.emplace_back(most_);
    match_.each(what, [&](std::size_t place, SetMatcher& matcher, const Matches& found) {
      total_ += found.articles.size();
      {
        const Stages::In in(stages, Stage::facets);
        for (ColumnCounts* counts : facets) counts->add(place, found.articles);
      }
      if (most_ == 0) return;
      if (pairs.empty()) return each_ranked(place, found, [&](const Ranking& ranking) { best_[place].offer(ranking); });
      std::vector<Ranking> ranked;
      ranked.reserve(found.articles.size());
      each_ranked(place, found, [&](const Ranking& ranking) { ranked.push_back(ranking); });
      Nearness(pairs, match_.shard(place), deadline).offer(std::move(ranked), matcher, best_[place]);
    });
  }

  std::uint64_t total() const { return total_; }

  /// The articles of the page that is asked for.
  std::vector<Placed> page() {
    std::vector<Placed> all;
    for (std::size_t place = 0; place < best_.size(); ++place)
      for (const Ranking& ranking : best_[place].sorted()) all.push_back({place, ranking, best_.size() > 1 ? date(place, ranking) : ""});
    if (best_.size() > 1) {
      std::sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) {
        return a.ranking.score != b.ranking.score ? a.ranking.score > b.ranking.score : a.date > b.date;
      });
    }
    if (all.size() > most_) all.resize(most_);
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(first_, all.size())));
    return all;
  }

 private:
  std::size_t first_of(const query::SearchRequest& request) const {
    return std::min<std::uint64_t>((std::uint64_t{std::max(1u, request.page)} - 1) * request.page_size, match_.articles());
  }
  std::size_t most_of(const query::SearchRequest& request) const {
    return std::min<std::uint64_t>(first_of(request) + request.page_size, match_.articles());
  }

  std::string date(std::size_t place, const Ranking& ranking) const {
    const auto slot = sort_ == Sort::oldest ? schema::kOldestSlot : schema::kNewestSlot;
    return match_.shard(place).get_document(ranking.article, Xapian::DOC_ASSUME_VALID).get_value(slot);
  }

  template <class Take>
  void each_ranked(std::size_t place, const Matches& found, Take&& take) const {
    const ShardColumns& columns = *match_.columns().shards[place];
    const auto& order = sort_ == Sort::oldest ? columns.oldest : columns.newest;
    for (std::size_t i = 0; i < found.articles.size(); ++i) {
      const auto article = found.articles[i];
      const double score = found.scores.empty() ? 0 : found.scores[i];
      take({sort_ == Sort::relevance ? score + gains_.of(columns.instant_day[article]) : 0, order[article], article});
    }
  }

  LocalMatch& match_;
  const Sort sort_;
  const Gains gains_;
  const std::size_t first_, most_;
  std::vector<Best> best_;
  std::uint64_t total_ = 0;
};

std::vector<CountedFacet<ColumnCounts>> facets_of(const query::SearchRequest& request, const Columns& columns) {
  std::vector<CountedFacet<ColumnCounts>> facets;
  for (const auto& name : request.facets) {
    const auto* info = query::find_facet(name);
    facets.push_back({info, count_in_columns(*info, columns)});
  }
  return facets;
}

}  // namespace

std::optional<LocalMatch> Engine::Impl::local_match(const Searched& searched, const Deadline& deadline) {
  std::vector<const Xapian::Database*> shards;
  for (const auto& name : reader->manifest().databases) shards.push_back(&reader->single(name));
  // Held articles are searched where an embargo of theirs has passed.
  if (&searched.database != &reader->database()) shards.push_back(reader->held());
  auto columns = column_store->of(shards);
  if (!columns) return std::nullopt;
  return LocalMatch(std::move(shards), std::move(columns), sums, deadline);
}

bool Engine::Impl::run_locally(const query::SearchRequest& request, bool any, const Deadline& deadline, Matched& matched) {
  const bool everything = matched.plan.root.kind == query::PlanNode::Kind::everything;
  const auto sort = request.sort.value_or(everything ? Sort::newest : Sort::relevance);
  if (request.cursor || request.explain || sort == Sort::indexed) return false;
  const Stages::In in(stages, Stage::match);
  const auto searched = this->searched();
  auto match = local_match(searched, deadline);
  if (!match) return false;

  const bool weighed = sort == Sort::relevance && !everything;
  query::Expression what = query::expression(matched.plan.root, any);
  std::vector<Prepared> pairs;
  for (const auto& pair : take_nearness(what)) {
    auto prepared = match->prepared(pair, weighed);
    if (!prepared) return false;
    if (prepared->weighs) pairs.push_back(std::move(*prepared));
  }
  const auto prepared = [&](const query::SearchRequest& by, bool weighs) {
    return match->prepared(query::restrict(what, query::conditions(by, searched.visibility)), weighs);
  };
  const auto asked = prepared(request, weighed);
  if (!asked) return false;

  auto facets = facets_of(request, match->columns());
  std::vector<ColumnCounts*> counted;
  for (const auto& [facet, counts] : facets)
    if (!query::selected(*facet, request)) counted.push_back(counts.get());
  matched.recency = weighed ? recency(reader->database(), request) : Recency{};
  LocalSearch search(*match, request, sort, matched.recency);
  search.run(*asked, pairs, counted, deadline, stages);
  matched.total = search.total();
  for (const auto& [facet, counts] : facets) {
    if (!query::selected(*facet, request)) continue;
    const Stages::In counting(stages, Stage::facets);
    const auto others = prepared(query::without_selection(*facet, request), false);
    if (!others) return false;
    match->each(*others, [&](std::size_t place, SetMatcher&, const Matches& found) { counts->add(place, found.articles); });
  }
  const auto page = search.page();
  {
    const Stages::In counting(stages, Stage::facets);
    matched.facets.clear();
    for (const auto& [facet, counts] : facets) matched.facets.push_back(facet_of(*facet, *counts, request, request.facet_size));
  }
  const Stages::In fetching(stages, Stage::fetch);
  for (const auto& [shard, ranking, date] : page) {
    const auto document = match->shard(shard).get_document(ranking.article, Xapian::DOC_ASSUME_VALID);
    pend({document.get_data(), ranking.score, 0, {}}, request, matched);
  }
  return true;
}

}  // namespace backfile::search
