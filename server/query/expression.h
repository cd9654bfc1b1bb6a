// What matches and what it weighs, as a tree of operators: between the plan, which speaks of words, and whoever carries it out, which is
// Xapian (to_xapian) or the matcher over columns (search/local_match.h). Both mean the same by it.
#pragma once
#include <xapian.h>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/fields.h"
#include "server/query/plan.h"

namespace backfile::query {

struct Expression {
  enum class Op {
    nothing,
    everything,
    term,
    all,      // every child; weighs what they weigh together
    any,      // one child at least; weighs what those that match weigh together
    synonym,  // as any, but weighs as one term that stands where any of the children does
    maybe,    // the first; weighs what the second weighs as well, where that matches
    filter,   // both; weighs what the first weighs
    without,  // the first where the second does not match
    phrase,   // terms, one after the other, within `window` positions
    near,     // terms, in any order, within `window` positions
    range     // a value from `low` to `high`, both included
  };
  Op op = Op::nothing;
  std::string term{};
  std::vector<Expression> children{};
  double scale = 1;  // of the weight
  // any: whatever matches another child matches the first, so that nothing but that is to be looked for, and the others only weigh.
  bool first_has_all = false;
  Xapian::termcount window = 0;
  schema::Slot slot = schema::kNoSlot;
  std::string low{}, high{};  // high: empty where open
};

Expression term(std::string term);
/// Nothing where there are no children; the only child where there is one.
Expression joined(Expression::Op op, std::vector<Expression> children);
Expression scaled(Expression expression, double by);

/// any: top-level words joined by OR instead of AND; what is excluded stays so. Words of the title weigh more
/// (schema::info(Field::title).weight), the form asked for more than another, a synonym less than what was typed, and words that stand near
/// each other as the query's do.
Expression expression(const PlanNode& root, bool any);

/// What a request's filters and dates, and who may be seen, demand of every article or refuse in it.
struct Condition {
  bool wanted;
  Expression what;
};
std::vector<Condition> conditions(const SearchRequest& request, const Visibility& visibility);

/// Under those conditions, which add no weight.
Expression restrict(Expression expression, const std::vector<Condition>& conditions);

/// Articles whose time of publication overlaps the range, both ends included; Precision::none: open. An undated article is in none.
Expression published_within(const article::Date& from, const article::Date& to);

/// As plan.h says of to_xapian().
Xapian::Query to_xapian(const Expression& expression, const RowQuery& rows = {});

}  // namespace backfile::query
