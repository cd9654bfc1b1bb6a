// Corrections tried on the archive: of those that find more, the likeliest is offered.
#include <algorithm>
#include <cmath>

#include "server/query/expression.h"
#include "server/search/correction.h"
#include "server/search/engine_impl.h"
#include "server/search/most_found.h"
#include "server/search/nearness.h"

namespace backfile::search {
namespace {

Xapian::MSet unranked(Xapian::Database& database, const Xapian::Query& query, Xapian::doccount looked_at, const Deadline* deadline) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  return enquire.get_mset(0, 1, looked_at, nullptr, deadline);
}

}  // namespace

std::optional<std::uint64_t> Engine::Impl::count_by_sets(const Searched& searched, const query::Expression& expression,
                                                         const Deadline& deadline) {
  auto match = local_match(searched, deadline);
  if (!match) return std::nullopt;
  const auto prepared = match->prepared(expression, false);
  if (!prepared) return std::nullopt;
  std::uint64_t total = 0;
  match->each(*prepared, [&](const LocalMatch::Stretch&, const StretchSet& found) { total += found.size(); });
  return total;
}

std::uint64_t Engine::Impl::count(const Searched& searched, query::Expression expression, const Deadline& deadline) {
  deadline.check();
  take_nearness(expression);
  if (const auto total = count_by_sets(searched, expression, deadline)) return *total;
  Xapian::Database& database = searched.database;
  const Xapian::Query query = query::to_xapian(expression, rows(searched, deadline));
  const bool slow = may_be_slow(database, query);
  return unranked(database, query, database.get_doccount(), slow ? &deadline : nullptr).get_matches_estimated();
}

std::optional<DidYouMean> Engine::Impl::did_you_mean(const query::SearchRequest& request, const query::PlanContext& planning,
                                                     ArchiveWords& words, const query::Node& root, std::uint64_t found,
                                                     const Deadline& deadline) {
  Xapian::Database& database = reader->database();
  const auto searched = this->searched();
  const auto conditions = query::conditions(request, searched.visibility);
  const bool all_may_be_seen = std::none_of(conditions.begin(), conditions.end(), [&](const query::Condition& condition) {
    return condition.wanted || most_found(condition.what, words.terms) > 0;
  });
  const auto may_be_seen = [&](const std::string& term) {
    if (all_may_be_seen) return words.terms.articles(term) > 0;
    deadline.check();
    const auto seen = query::restrict(query::term(term), conditions);
    if (const auto articles = count_by_sets(searched, seen, deadline)) return *articles > 0;
    return !unranked(database, query::to_xapian(seen), 0, &deadline).empty();
  };
  const auto known = dictionaries->of(database, reader->archive_id() + ' ' + std::to_string(reader->revision()));
  std::optional<DidYouMean> best;
  double most_likely = 0;
  for (const auto& [tree, likelihood, times] : corrections(
           root, found, {words, known.dictionary.get(), known.present, bench.analyzer, planning.languages, may_be_seen, deadline})) {
    const std::string text = query::canonical(tree);
    const auto parsed = query::parse(text, request.limits);
    if (!parsed || parsed->root != tree) continue;  // a word that the grammar reads otherwise
    const auto plan = query::make_plan(asked(request, *parsed).root, planning, bench.analyzer);
    if (!plan || plan->root.kind == query::PlanNode::Kind::nothing) continue;
    const auto worth_it = [&, likelihood = likelihood, times = times](std::uint64_t total) {
      return total > times * found && (!best || likelihood + std::log2(1.0 + static_cast<double>(total)) / 2 > most_likely);
    };
    const auto expression = query::restrict(query::expression(plan->root, request.match == query::Match::any), conditions);
    if (!worth_it(most_found(expression, terms(searched)))) continue;
    const std::uint64_t total = count(searched, expression, deadline);
    if (!worth_it(total)) continue;
    best = DidYouMean{text, total};
    most_likely = likelihood + std::log2(1.0 + static_cast<double>(total)) / 2;
  }
  return best;
}

}  // namespace backfile::search
