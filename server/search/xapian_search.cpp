// A search by Xapian's matcher: what the one of our own has no columns for, or leaves to it; walks by cursor, and explanations.
#include <algorithm>

#include "server/query/cursor.h"
#include "server/search/engine_impl.h"
#include "server/search/explain.h"
#include "server/search/facets.h"
#include "server/search/ranking.h"

namespace backfile::search {

void Engine::Impl::run_by_xapian(const query::SearchRequest& request, bool any, const Deadline& deadline, Matched& matched) {
  const auto searched = this->searched();
  const auto& [database, visibility] = searched;
  const auto rows = this->rows(searched, deadline);
  const Xapian::Query asked_for = query::to_xapian(matched.plan.root, any, rows);
  const bool may_be_slow = this->may_be_slow(database, asked_for);
  const auto narrowed = [&](const query::SearchRequest& by) { return query::restrict(asked_for, by, visibility); };
  Xapian::Enquire enquire(database);
  enquire.set_query(narrowed(request));
  const bool everything = matched.plan.root.kind == query::PlanNode::Kind::everything;
  const auto sort = request.sort.value_or(everything ? query::Sort::newest : query::Sort::relevance);
  set_ranking(enquire, sort);
  matched.recency = sort == query::Sort::relevance && !everything ? recency(reader->database(), request) : Recency{};
  Facets facets(request, offered, bench.stages);
  facets.watch(enquire);
  if (request.cursor)
    take_from_cursor({database, enquire, rows}, request, deadline, matched);
  else
    take_page({database, enquire, rows}, request, deadline, may_be_slow, matched);
  facets.count_selected([&](const query::SearchRequest& unselected, Xapian::MatchSpy& spy) {
    Xapian::Enquire counting(database);
    counting.set_weighting_scheme(Xapian::BoolWeight());
    counting.set_query(narrowed(unselected));
    counting.add_matchspy(&spy);
    counting.get_mset(0, 0, database.get_doccount(), nullptr, may_be_slow ? &deadline : nullptr);
  });
  matched.facets = facets.results();
}

void Engine::Impl::take_page(const Asked& asked, const query::SearchRequest& request, const Deadline& deadline, bool may_be_slow,
                             Matched& matched) {
  const Stages::In in(bench.stages, Stage::match);
  // Looking at every document makes the total exact: estimates can be far off.
  const Xapian::doccount all = asked.database.get_doccount();
  const auto offset = (std::uint64_t{std::max(1u, request.page)} - 1) * request.page_size;
  const auto first = static_cast<Xapian::doccount>(std::min<std::uint64_t>(offset, all));
  const auto size = std::min(request.page_size, all - first);
  const bool by_age = matched.recency.points > 0 && first < kReordered;
  const auto mset = asked.enquire.get_mset(by_age ? 0 : first, by_age ? std::min(all, std::max(first + size, kReordered)) : size, all,
                                           nullptr, may_be_slow ? &deadline : nullptr);
  matched.total = mset.get_matches_estimated();
  read_page(asked, {mset, by_age ? reordered(mset, matched.recency, first, size) : in_order(mset, size)}, request, deadline, matched);
}

void Engine::Impl::take_from_cursor(const Asked& asked, const query::SearchRequest& request, const Deadline& deadline, Matched& matched) {
  const Stages::In in(bench.stages, Stage::match);
  // The total is that of the whole walk; it is counted, with the facets, by a match of its own that fetches nothing.
  auto& [database, enquire, rows] = asked;
  matched.total = enquire.get_mset(0, 0, database.get_doccount(), nullptr, &deadline).get_matches_estimated();
  enquire.clear_matchspies();
  enquire.set_query(query::beyond(*request.cursor, enquire.get_query()));
  const auto mset = enquire.get_mset(0, request.page_size + 1, 0, nullptr, &deadline);
  read_page(asked, {mset, in_order(mset, request.page_size)}, request, deadline, matched);
  if (mset.size() > request.page_size) {
    const auto last = mset[request.page_size - 1].get_document().get_value(query::slot_of(request.cursor->order));
    matched.next_cursor = query::to_text(query::after(request.cursor->order, last));
  }
}

void Engine::Impl::read_page(const Asked& asked, const Page& page, const query::SearchRequest& request, const Deadline& deadline,
                             Matched& matched) {
  const Stages::In in(bench.stages, Stage::fetch);
  for (const Ranked& ranked : page.ranked) {
    const auto i = page.mset[ranked.index];
    const auto document = i.get_document();
    const auto indexed = request.sort == query::Sort::indexed ? schema::read_time_value(document.get_value(schema::kIndexedSlot)) : 0;
    Found found{document.get_data(), i.get_weight() + ranked.gained, indexed, {}};
    if (request.explain) {
      Xapian::Enquire asking(asked.database);
      set_ranking(asking, query::Sort::relevance);
      found.parts = score_parts(matched.plan.root, matched.recency, asking, asked.rows, i, deadline);
    }
    pend(std::move(found), request, matched);
  }
}

}  // namespace backfile::search
