// What a search may show at all: the request's filters and dates, and what is withheld or embargoed.
#include "indexer/schema/fields.h"
#include "server/query/plan.h"

namespace backfile::query {
namespace {

using Query = Xapian::Query;

Query any_term(schema::Field field, const std::vector<std::string>& values) {
  std::vector<std::string> terms;
  for (const auto& value : values) terms.push_back(schema::exact_term(field, value));
  return {Query::OP_OR, terms.begin(), terms.end()};
}

Query filtered(const Query& query, const Query& filter) { return {Query::OP_FILTER, query, filter}; }
Query without(const Query& query, const Query& unwanted) { return {Query::OP_AND_NOT, query, unwanted}; }

Query hidden(const Visibility& visibility) {
  const Query embargoed(Query::OP_FILTER, Query(schema::embargo_term()),
                        Query(Query::OP_VALUE_GE, schema::kEmbargoSlot, schema::time_value(visibility.now + 1)));
  std::vector<Query> all{embargoed};
  for (const char* state : {"withheld", "canceled", "gone"}) all.emplace_back(schema::held_term(state));
  for (const std::string& id : visibility.left_out) all.emplace_back(schema::held_copy_term(id));
  return {Query::OP_OR, all.begin(), all.end()};
}

}  // namespace

Xapian::Query restrict(Xapian::Query query, const SearchRequest& request, const Visibility& visibility) {
  for (const auto& [field, filter] : request.filters) {
    if (!filter.wanted.empty()) query = filtered(query, any_term(field, filter.wanted));
    if (!filter.unwanted.empty()) query = without(query, any_term(field, filter.unwanted));
  }
  if (request.from || request.to) query = filtered(query, published_within(request.from, request.to));
  if (request.on) query = filtered(query, Query(schema::anniversary_term(request.on->first, request.on->second)));
  return without(query, hidden(visibility));
}

// An article's seconds overlap the range's: its first is not after the range's end, its last not before the range's beginning.
Xapian::Query published_within(const article::Date& from, const article::Date& to) {
  const Query since(Query::OP_VALUE_GE, schema::kLastSlot, schema::time_value(from ? article::first_second(from) : 0));
  if (!to) return since;
  // An undated article has no value, which is below every value: hence a lower bound, time's beginning.
  const Query until(Query::OP_VALUE_RANGE, schema::kFirstSlot, schema::time_value(0), schema::time_value(article::last_second(to)));
  return from ? Query(Query::OP_AND, since, until) : until;
}

}  // namespace backfile::query
