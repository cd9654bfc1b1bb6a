// Expression to Xapian query, operator by operator.
#include <utility>

#include "server/query/expression.h"

namespace backfile::query {
namespace {

using Op = Expression::Op;
using Query = Xapian::Query;

/// Every article. Not Xapian::Query::MatchAll, which is one object for all threads with a count of its users that is not atomic: two
/// searches at once could free it.
Query everything() { return Query(std::string()); }

Query range(const Expression& range) {
  return range.high.empty() ? Query(Query::OP_VALUE_GE, range.slot, range.low)
                            : Query(Query::OP_VALUE_RANGE, range.slot, range.low, range.high);
}

Query row(const Expression& row, const std::vector<Query>& words, const RowQuery& rows) {
  if (rows) return Query(Query::OP_FILTER, Query(Query::OP_AND, words.begin(), words.end()), rows(row));
  return Query(row.op == Op::phrase ? Query::OP_PHRASE : Query::OP_NEAR, words.begin(), words.end(), row.window);
}

Query unscaled(const Expression& expression, const RowQuery& rows) {
  std::vector<Query> children;
  for (const Expression& child : expression.children) children.push_back(to_xapian(child, rows));
  const auto joined = [&](Query::op op) { return Query(op, children.begin(), children.end()); };
  switch (expression.op) {
    case Op::nothing:
      return {};
    case Op::everything:
      return everything();
    case Op::term:
      return Query(expression.term);
    case Op::all:
      return joined(Query::OP_AND);
    case Op::any:
      return joined(Query::OP_OR);
    case Op::synonym:
      return joined(Query::OP_SYNONYM);
    case Op::maybe:
      return joined(Query::OP_AND_MAYBE);
    case Op::filter:
      return joined(Query::OP_FILTER);
    case Op::without:
      return joined(Query::OP_AND_NOT);
    case Op::phrase:
    case Op::near:
      return row(expression, children, rows);
    case Op::range:
      break;
  }
  return range(expression);
}

}  // namespace

Query to_xapian(const Expression& expression, const RowQuery& rows) {
  Query query = unscaled(expression, rows);
  return expression.scale == 1 ? query : Query(Query::OP_SCALE_WEIGHT, query, expression.scale);
}

Query to_xapian(const PlanNode& root, bool any, const RowQuery& rows) { return to_xapian(expression(root, any), rows); }

Query restrict(Query query, const SearchRequest& request, const Visibility& visibility) {
  for (const Condition& condition : conditions(request, visibility))
    query = Query(condition.wanted ? Query::OP_FILTER : Query::OP_AND_NOT, query, to_xapian(condition.what));
  return query;
}

}  // namespace backfile::query
