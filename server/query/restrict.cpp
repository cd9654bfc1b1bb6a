// What a search may show at all: the request's filters and dates, and what is withheld or embargoed.
#include <utility>

#include "server/query/expression.h"

namespace backfile::query {
namespace {

using Op = Expression::Op;

Expression any_value(schema::Field field, const std::vector<std::string>& values) {
  std::vector<Expression> terms;
  for (const auto& value : values) terms.push_back(term(schema::exact_term(field, value)));
  return joined(Op::any, std::move(terms));
}

Expression two(Op op, Expression first, Expression second) { return joined(op, {std::move(first), std::move(second)}); }

Expression range(schema::Slot slot, std::string low, std::string high = {}) {
  Expression range{Op::range};
  range.slot = slot;
  range.low = std::move(low);
  range.high = std::move(high);
  return range;
}

Expression hidden(const Visibility& visibility) {
  std::vector<Expression> all{
      two(Op::filter, term(schema::embargo_term()), range(schema::kEmbargoSlot, schema::time_value(visibility.now + 1)))};
  for (const char* state : {"withheld", "canceled", "gone"}) all.push_back(term(schema::held_term(state)));
  for (const std::string& id : visibility.left_out) all.push_back(term(schema::held_copy_term(id)));
  return joined(Op::any, std::move(all));
}

}  // namespace

std::vector<Condition> conditions(const SearchRequest& request, const Visibility& visibility) {
  std::vector<Condition> all;
  for (const auto& [field, filter] : request.filters) {
    if (!filter.wanted.empty()) all.push_back({true, any_value(field, filter.wanted)});
    if (!filter.unwanted.empty()) all.push_back({false, any_value(field, filter.unwanted)});
  }
  if (request.from || request.to) all.push_back({true, published_within(request.from, request.to)});
  if (request.on) all.push_back({true, term(schema::anniversary_term(request.on->first, request.on->second))});
  all.push_back({false, hidden(visibility)});
  return all;
}

Expression restrict(Expression expression, const std::vector<Condition>& conditions) {
  for (const Condition& condition : conditions)
    expression = two(condition.wanted ? Op::filter : Op::without, std::move(expression), condition.what);
  return expression;
}

// An article's seconds overlap the range's: its first is not after the range's end, its last not before the range's beginning.
Expression published_within(const article::Date& from, const article::Date& to) {
  Expression since = range(schema::kLastSlot, schema::time_value(from ? article::first_second(from) : 0));
  if (!to) return since;
  // An undated article has no value, which is below every value: hence a lower bound, time's beginning.
  Expression until = range(schema::kFirstSlot, schema::time_value(0), schema::time_value(article::last_second(to)));
  return from ? two(Op::all, std::move(since), std::move(until)) : until;
}

}  // namespace backfile::query
