// A search by the matcher of our own: every match is counted, the best are ranked, and only those are read.
#include <algorithm>
#include <limits>
#include <optional>

#include "server/search/best.h"
#include "server/search/engine_impl.h"
#include "server/search/facets.h"
#include "server/search/nearness.h"
#include "server/search/promising.h"

namespace backfile::search {
namespace {

using query::Sort;

struct Placed {
  std::size_t shard;
  Ranking ranking;
  // What decides among equal scores of different databases: the day of the instant, then the slot, which takes long to read.
  std::int32_t day;
  mutable std::optional<std::string> date;
};

class LocalSearch {
 public:
  LocalSearch(LocalMatch& match, const query::SearchRequest& request, Sort sort, const Recency& recency)
      : match_(match), sort_(sort), gains_(recency), first_(first_of(request)), most_(most_of(request)) {}

  /// What is asked for: what weighs, and what is demanded besides; what pairs of words gain; facets to count.
  struct Asked {
    const Prepared& what;
    const Prepared& conditions;
    const std::vector<Prepared>& pairs;
    std::vector<ColumnCounts*> facets;
    /// Facets that count what would match under other conditions than these.
    std::vector<std::pair<ColumnCounts*, Prepared>> facets_under{};
  };

  void run(const Asked& asked, const Deadline& deadline, Stages& stages) {
    for (std::size_t place = 0; place < match_.shards(); ++place) best_.emplace_back(most_);
    promising_.emplace(asked.what, gains_, most_, Nearness::most(asked.pairs), static_cast<double>(match_.articles()));
    match_.each_stretch([&](const LocalMatch::Stretch& stretch) {
      const StretchSet found = matches(asked, stretch, stages);
      total_ += found.size();
      if (most_ == 0) return;
      const auto& columns = *match_.columns().shards[stretch.place];
      Best& best = best_[stretch.place];
      if (!asked.what.weighs || sort_ != Sort::relevance) {
        return found.each([&](std::size_t index) {
          const auto article = first_of_stretch(stretch.number) + static_cast<Xapian::docid>(index);
          best.offer(ranking(columns, article, gained(columns, article)));
        });
      }
      const auto ranked = this->ranked(asked, stretch, found);
      if (!asked.pairs.empty()) return Nearness(asked.pairs, stretch.postings, deadline).offer(ranked, stretch.scorer, best);
      for (const Ranking& one : ranked) best.offer(one);
    });
  }

  std::uint64_t total() const { return total_; }

  /// The articles of the page that is asked for.
  std::vector<Placed> page() {
    std::vector<Placed> all;
    for (std::size_t place = 0; place < best_.size(); ++place)
      for (const Ranking& ranking : best_[place].sorted())
        all.push_back({place, ranking, match_.columns().shards[place]->instant_day[ranking.article], {}});
    if (best_.size() > 1) {
      std::sort(all.begin(), all.end(), [&](const Placed& a, const Placed& b) {
        if (a.ranking.score != b.ranking.score) return a.ranking.score > b.ranking.score;
        if (a.shard == b.shard) return a.ranking.place < b.ranking.place;
        if (sort_ != Sort::oldest && a.day != b.day) return a.day > b.day;
        return date(a) != date(b) ? date(a) > date(b) : a.shard < b.shard;
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

  /// In order of docids, those that may be among the best.
  std::vector<Ranking> ranked(const Asked& asked, const LocalMatch::Stretch& stretch, const StretchSet& found) {
    const auto& columns = *match_.columns().shards[stretch.place];
    auto [articles, scores] = promising_->of(found, stretch.number, columns, stretch.scorer, match_.reserves(), least());
    if (scores.empty()) {
      scores = stretch.scorer.among(asked.what, articles).scores;
      for (std::size_t i = 0; i < articles.size(); ++i) scores[i] += gained(columns, articles[i]);
    }
    std::vector<Ranking> all;
    for (std::size_t i = 0; i < articles.size(); ++i) all.push_back(ranking(columns, articles[i], scores[i]));
    return all;
  }

  double gained(const ShardColumns& columns, Xapian::docid article) const {
    return sort_ == Sort::relevance ? gains_.of(columns.instant_day[article]) : 0;
  }
  Ranking ranking(const ShardColumns& columns, Xapian::docid article, double score) const {
    return {score, (sort_ == Sort::oldest ? columns.oldest : columns.newest)[article], article};
  }

  /// Under the conditions; counted.
  static StretchSet matches(const Asked& asked, const LocalMatch::Stretch& stretch, Stages& stages) {
    StretchSet found = stretch.sets.everything(stretch.number);
    // Where other conditions are asked about too, what is searched for is matched once.
    if (asked.facets_under.empty()) stretch.sets.keep(asked.conditions, stretch.number, found);
    stretch.sets.keep(asked.what, stretch.number, found);
    const Stages::In in(stages, Stage::facets);
    std::optional<StretchSet> fewest;  // under some of the conditions: the others are asked about these alone
    for (const auto& [counts, conditions] : asked.facets_under) {
      StretchSet others = found;
      stretch.sets.keep(conditions, stretch.number, others);
      counts->add(stretch.place, stretch.number, others);
      if (!fewest || others.size() < fewest->size()) fewest = others;
    }
    if (fewest) {
      found = *fewest;
      stretch.sets.keep(asked.conditions, stretch.number, found);
    }
    for (ColumnCounts* counts : asked.facets) counts->add(stretch.place, stretch.number, found);
    return found;
  }

  /// Who scores below this is not on the page.
  double least() {
    double least = -std::numeric_limits<double>::infinity();
    for (Best& best : best_) least = std::max(least, best.least());
    return least;
  }

  const std::string& date(const Placed& placed) const {
    const auto slot = sort_ == Sort::oldest ? schema::kOldestSlot : schema::kNewestSlot;
    if (!placed.date)
      placed.date = match_.shard(placed.shard).get_document(placed.ranking.article, Xapian::DOC_ASSUME_VALID).get_value(slot);
    return *placed.date;
  }

  LocalMatch& match_;
  const Sort sort_;
  const Gains gains_;
  const std::size_t first_, most_;
  std::optional<Promising> promising_;
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

std::vector<const Xapian::Database*> Engine::Impl::shards(const Searched& searched) const {
  std::vector<const Xapian::Database*> shards;
  for (const auto& name : reader->manifest().databases) shards.push_back(&reader->single(name));
  // Held articles are searched where an embargo of theirs has passed.
  if (&searched.database != &reader->database()) shards.push_back(reader->held());
  return shards;
}

Terms Engine::Impl::terms(const Searched& searched) {
  auto shards = this->shards(searched);
  auto columns = column_store->of(shards);
  return Terms(searched.database, std::move(shards), std::move(columns));
}

Terms Engine::Impl::terms() {
  auto shards = this->shards(searched());
  auto columns = column_store->of(shards);
  shards.resize(reader->manifest().databases.size());
  return Terms(reader->database(), std::move(shards), std::move(columns));
}

std::optional<LocalMatch> Engine::Impl::local_match(const Searched& searched, const Deadline& deadline) {
  auto shards = this->shards(searched);
  auto columns = column_store->of(shards);
  if (!columns) return std::nullopt;
  return LocalMatch(std::move(shards), std::move(columns), reserves, deadline);
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
  const auto asked = match->prepared(what, weighed);
  const auto conditions = [&](const query::SearchRequest& by) {
    return match->prepared(query::restrict({query::Expression::Op::everything}, query::conditions(by, searched.visibility)), false);
  };
  const auto under = conditions(request);
  if (!asked || !under) return false;

  auto facets = facets_of(request, match->columns());
  LocalSearch::Asked search_for{*asked, *under, pairs, {}};
  for (const auto& [facet, counts] : facets) {
    if (!query::selected(*facet, request)) {
      search_for.facets.push_back(counts.get());
      continue;
    }
    auto others = conditions(query::without_selection(*facet, request));
    if (!others) return false;
    search_for.facets_under.emplace_back(counts.get(), std::move(*others));
  }
  matched.recency = weighed ? recency(reader->database(), request) : Recency{};
  LocalSearch search(*match, request, sort, matched.recency);
  search.run(search_for, deadline, stages);
  matched.total = search.total();
  const auto page = search.page();
  {
    const Stages::In counting(stages, Stage::facets);
    matched.facets.clear();
    for (const auto& [facet, counts] : facets) matched.facets.push_back(facet_of(*facet, *counts, request, request.facet_size, offered));
  }
  const Stages::In fetching(stages, Stage::fetch);
  for (const auto& [shard, ranking, day, date] : page) pend({match->data(shard, ranking.article), ranking.score, 0, {}}, request, matched);
  return true;
}

}  // namespace backfile::search
