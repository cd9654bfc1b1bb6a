// Corrections tried on the archive: the likeliest that finds more is the one offered, or a less likely one that finds much more.
#include "server/search/archive_words.h"
#include "server/search/correction.h"
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
  const auto now = article::now_instant();
  ArchiveWords words(database, *reader, deadline);
  const auto may_be_seen = [&](const std::string& term) {
    return !unranked(database, query::restrict(Xapian::Query(term), request, now), 0, deadline).empty();
  };
  constexpr std::uint64_t kMuchMore = 4;  // times: words that belong together are in far more articles than words that are merely frequent
  std::optional<DidYouMean> best;
  for (const auto& tree : corrections(root, {database, words, analyzer, planning.languages, may_be_seen})) {
    const std::string text = query::canonical(tree);
    const auto parsed = query::parse(text, parse_limits());
    if (!parsed || parsed->root != tree) continue;  // a word that the grammar reads otherwise
    const auto plan = query::make_plan(asked(request, *parsed).root, planning, analyzer);
    if (!plan || plan->root.kind == query::PlanNode::Kind::nothing) continue;
    const auto filtered = query::restrict(query::to_xapian(plan->root, request.match == query::Match::any), request, now);
    const std::uint64_t total = unranked(database, filtered, database.get_doccount(), deadline).get_matches_estimated();
    if (total > (best ? kMuchMore * best->total : found)) best = DidYouMean{text, total};
  }
  return best;
}

}  // namespace backfile::search
