// Corrections tried on the archive: of those that find more, the likeliest is offered.
#include <cmath>
#include <iterator>

#include "server/search/archive_words.h"
#include "server/search/correction.h"
#include "server/search/deadline_source.h"
#include "server/search/engine_impl.h"

namespace backfile::search {
namespace {

Xapian::MSet unranked(Xapian::Database& database, const Xapian::Query& query, Xapian::doccount looked_at, const Deadline& deadline) {
  deadline.check();
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  return enquire.get_mset(0, 1, looked_at, nullptr, &deadline);
}

}  // namespace

std::optional<DidYouMean> Engine::Impl::did_you_mean(const query::SearchRequest& request, const query::PlanContext& planning,
                                                     const query::Node& root, std::uint64_t found, const Deadline& deadline) {
  Xapian::Database& database = reader->database();
  const auto searched = this->searched();
  ArchiveWords words(database, *reader, deadline);
  const auto may_be_seen = [&](const std::string& term) {
    return !unranked(database, query::restrict(Xapian::Query(term), request, searched.visibility), 0, deadline).empty();
  };
  // Few are looked at: how many there are above these matters little, and phrases of frequent words are slow.
  constexpr Xapian::doccount kRowsLookedAt = 1'000;
  const auto in_a_row = [&](const std::string& first, const std::string& second) -> std::uint64_t {
    const Xapian::Query both[] = {Xapian::Query(first), Xapian::Query(second)};
    const Xapian::Query row(Xapian::Query::OP_PHRASE, std::begin(both), std::end(both), 2);
    return unranked(database, query::restrict(row, request, searched.visibility), kRowsLookedAt, deadline).get_matches_estimated();
  };
  frequent.learn(database, reader->revision());
  std::optional<DidYouMean> best;
  double most_likely = 0;
  for (const auto& [tree, likelihood, times] :
       corrections(root, found, {database, words, frequent, analyzer, planning.languages, may_be_seen, in_a_row})) {
    const std::string text = query::canonical(tree);
    const auto parsed = query::parse(text, request.limits);
    if (!parsed || parsed->root != tree) continue;  // a word that the grammar reads otherwise
    const auto plan = query::make_plan(asked(request, *parsed).root, planning, analyzer);
    if (!plan || plan->root.kind == query::PlanNode::Kind::nothing) continue;
    const auto filtered =
        query::restrict(query::to_xapian(plan->root, request.match == query::Match::any, within(deadline)), request, searched.visibility);
    const std::uint64_t total = unranked(searched.database, filtered, searched.database.get_doccount(), deadline).get_matches_estimated();
    const double likely = likelihood + std::log2(1.0 + static_cast<double>(total)) / 2;
    if (total <= times * found || (best && likely <= most_likely)) continue;
    best = DidYouMean{text, total};
    most_likely = likely;
  }
  return best;
}

}  // namespace backfile::search
