// Searches by the matcher of our own, where there are columns and it can do what is asked.
#include <algorithm>
#include <optional>
#include <utility>

#include "server/search/engine_impl.h"
#include "server/search/facets.h"
#include "server/search/local_search.h"
#include "server/search/nearness.h"

namespace backfile::search {
namespace {

using query::Sort;

std::size_t first_of(const query::SearchRequest& request, std::uint64_t articles) {
  return std::min<std::uint64_t>((std::uint64_t{std::max(1u, request.page)} - 1) * request.page_size, articles);
}

}  // namespace

std::vector<ShardAndPath> Engine::Impl::shards_and_paths(const Searched& searched) const {
  std::vector<ShardAndPath> shards;
  each_shard(searched, [&](const Xapian::Database& shard, const std::string& name) { shards.emplace_back(&shard, reader->path_of(name)); });
  return shards;
}

std::vector<const Xapian::Database*> Engine::Impl::shards(const Searched& searched) const {
  std::vector<const Xapian::Database*> shards;
  each_shard(searched, [&](const Xapian::Database& shard, const std::string&) { shards.push_back(&shard); });
  return shards;
}

Terms Engine::Impl::terms(const Searched& searched) {
  auto columns = column_store->of(shards(searched));
  return Terms(searched.database, shards_and_paths(searched), std::move(columns));
}

Terms Engine::Impl::terms() {
  const auto searched = this->searched();
  auto columns = column_store->of(shards(searched));
  auto visible = shards_and_paths(searched);
  visible.resize(reader->manifest().databases.size());
  return Terms(reader->database(), std::move(visible), std::move(columns));
}

const Gains& Engine::Impl::gains(const Recency& recency) {
  if (!age_gains.gains || age_gains.recency != recency) age_gains.gains.emplace(age_gains.recency = recency);
  return *age_gains.gains;
}

std::optional<LocalMatch> Engine::Impl::local_match(const Searched& searched, const Deadline& deadline) {
  auto shards = this->shards(searched);
  auto columns = column_store->of(shards);
  if (!columns) return std::nullopt;
  return LocalMatch(std::move(shards), std::move(columns), bench.reserves, deadline);
}

bool Engine::Impl::run_locally(const query::SearchRequest& request, bool any, const Deadline& deadline, Matched& matched) {
  const bool everything = matched.plan.root.kind == query::PlanNode::Kind::everything;
  const auto sort = request.sort.value_or(everything ? Sort::newest : Sort::relevance);
  if (request.cursor || request.explain || sort == Sort::indexed) return false;
  const Stages::In in(bench.stages, Stage::match);
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

  const auto first = first_of(request, match->articles());
  const auto most = std::min<std::uint64_t>(first + request.page_size, match->articles());
  Question question{*asked, *under, pairs, {}, sort, most};
  for (const auto& name : request.facets) {
    Question::CountedBy by{query::find_facet(name), {}};
    if (query::selected(*by.facet, request)) {
      by.conditions = conditions(query::without_selection(*by.facet, request));
      if (!by.conditions) return false;
    }
    question.facets.push_back(std::move(by));
  }
  matched.recency = weighed ? recency(reader->database(), request) : Recency{};
  LocalSearch search(*match, question, gains(matched.recency));
  search.run(bench, *idle);
  matched.total = search.total();
  const auto page = search.page(first);
  {
    const Stages::In counting(bench.stages, Stage::facets);
    matched.facets.clear();
    for (std::size_t i = 0; i < question.facets.size(); ++i)
      matched.facets.push_back(facet_of(*question.facets[i].facet, search.counts(i), request, request.facet_size, offered));
  }
  const Stages::In fetching(bench.stages, Stage::fetch);
  for (const auto& [shard, ranking, day, date] : page) pend({match->data(shard, ranking.article), ranking.score, 0, {}}, request, matched);
  return true;
}

}  // namespace backfile::search
