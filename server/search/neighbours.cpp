#include "server/search/neighbours.h"

#include <cstdio>

#include "indexer/article/stored.h"
#include "server/query/cursor.h"
#include "server/search/engine_impl.h"
#include "server/search/ranking.h"

namespace backfile::search {
namespace {

/// The first of `query` behind the article's place in that order; none where that has no date, for those stand last in both orders.
std::optional<std::string> next_in(Xapian::Database& database, const Xapian::Document& here, const Xapian::Query& query,
                                   query::Sort order) {
  Xapian::Enquire enquire(database);
  set_ranking(enquire, order);
  enquire.set_query(query::beyond(query::after(order, here.get_value(query::slot_of(order))), query));
  const auto mset = enquire.get_mset(0, 1);
  if (mset.empty() || mset.begin().get_document().get_value(schema::kFirstSlot).empty()) return std::nullopt;
  return mset.begin().get_document().get_data();
}

std::optional<article::Article> decoded(const std::optional<std::string>& stored) {
  if (!stored) return std::nullopt;
  auto article = article::decode(*stored, article::Boxes::without);
  return article ? std::optional(std::move(*article)) : std::nullopt;
}

// A day term is its prefix, then the year, month and day in four, two and two digits.
const std::string& day_prefix() {
  static const std::string prefix = schema::day_term(1, 1, 1).substr(0, 1);
  return prefix;
}

article::Date read_day(const std::string& term) { return article::parse_iso(term.substr(day_prefix().size())).value_or(article::Date{}); }

/// Terms are of held articles too: a day counts where one of its articles may be seen.
bool seen(Xapian::Database& database, const std::string& term, const query::Visibility& visibility) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query::restrict(Xapian::Query(term), {}, visibility));
  return !enquire.get_mset(0, 1).empty();
}

article::Date later_day(Xapian::Database& database, const std::string& today, const query::Visibility& visibility) {
  auto term = database.allterms_begin(day_prefix());
  const auto end = database.allterms_end(day_prefix());
  for (term.skip_to(today); term != end; ++term)
    if (*term > today && seen(database, *term, visibility)) return read_day(*term);
  return {};
}

/// Terms are walked upwards alone: year by year, from the nearest back.
article::Date earlier_day(Xapian::Database& database, const std::string& today, const query::Visibility& visibility) {
  std::vector<std::string> years;
  const std::string year_prefix = schema::year_term(1).substr(0, 1);
  for (auto year = database.allterms_begin(year_prefix); year != database.allterms_end(year_prefix); ++year)
    years.push_back(day_prefix() + (*year).substr(year_prefix.size()));
  for (auto year = years.rbegin(); year != years.rend(); ++year) {
    if (*year > today) continue;
    std::vector<std::string> days;
    for (auto term = database.allterms_begin(*year); term != database.allterms_end(*year) && *term < today; ++term) days.push_back(*term);
    for (auto day = days.rbegin(); day != days.rend(); ++day)
      if (seen(database, *day, visibility)) return read_day(*day);
  }
  return {};
}

}  // namespace

Result<Neighbours> Engine::neighbours(const article::Article& article) {
  if (!article.published || article.source.empty()) return Neighbours{};
  query::SearchRequest beside;
  beside.filters[schema::Field::source].wanted = {article.source};
  if (!article.section.empty()) beside.filters[schema::Field::section].wanted = {article.section};
  std::optional<std::string> earlier, later;
  const auto looked = impl_->reader->with([&](Xapian::Database&) {
    const auto [database, visibility] = impl_->searched();
    const auto posted = stored_of(database, article.id);
    if (!posted) return;
    const auto here = database.get_document(posted->docid);
    const auto all = query::restrict(Xapian::Query(schema::all_term()), beside, visibility);
    earlier = next_in(database, here, all, query::Sort::newest);
    later = next_in(database, here, all, query::Sort::oldest);
  });
  if (!looked) return tl::unexpected<Error>(looked.error());
  return Neighbours{decoded(earlier), decoded(later)};
}

Result<NeighbourDays> Engine::neighbour_days(const article::Date& day) {
  const std::string today = schema::day_term(day.year, day.month, day.day);
  return impl_->reader->with([&](Xapian::Database&) {
    const auto [database, visibility] = impl_->searched();
    return NeighbourDays{earlier_day(database, today, visibility), later_day(database, today, visibility)};
  });
}

}  // namespace backfile::search
