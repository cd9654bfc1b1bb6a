// What filters let pass, for whoever walks over the database instead of matching.
#include "server/query/expression.h"
#include "server/search/engine_impl.h"

namespace backfile::search {
namespace {

void add_by_sets(LocalMatch& match, const Prepared& what, std::vector<bool>& found) {
  const std::size_t shards = match.shards();
  match.each(what, [&](const LocalMatch::Stretch& stretch, const StretchSet& matches) {
    const std::size_t first = first_of_stretch(stretch.number);
    // A database over several gives them docids in turn.
    matches.each([&](std::size_t index) { found[(first + index - 1) * shards + stretch.place + 1] = true; });
  });
}

}  // namespace

std::vector<bool> Engine::Impl::let_pass(Xapian::Database& visible, const query::SearchRequest& filters, const Deadline& deadline) {
  const Searched searched{visible, {article::now_instant()}};
  const auto what = query::restrict({query::Expression::Op::everything}, query::conditions(filters, searched.visibility));
  std::vector<bool> found(static_cast<std::size_t>(visible.get_lastdocid()) + 1);
  if (auto match = local_match(searched, deadline)) {
    if (const auto prepared = match->prepared(what, false)) {
      add_by_sets(*match, *prepared, found);
      return found;
    }
  }
  Xapian::Enquire enquire(visible);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query::to_xapian(what));
  const auto all = enquire.get_mset(0, visible.get_doccount(), 0, nullptr, &deadline);
  for (auto one = all.begin(); one != all.end(); ++one) found[*one] = true;
  return found;
}

}  // namespace backfile::search
