#include "server/search/most_found.h"

#include <algorithm>

namespace backfile::search {

std::uint64_t most_found(const query::Expression& expression, const Terms& terms) {
  using Op = query::Expression::Op;
  const auto& children = expression.children;
  const std::uint64_t all = terms.database.get_doccount();
  std::uint64_t most = 0;
  switch (expression.op) {
    case Op::nothing:
      return 0;
    case Op::everything:
    case Op::range:
      return all;
    case Op::term:
      return terms.articles(expression.term);
    case Op::maybe:
    case Op::without:
      return children.empty() ? 0 : most_found(children.front(), terms);
    case Op::any:
    case Op::synonym:
      for (const auto& child : children) most += most_found(child, terms);
      return std::min(most, all);
    case Op::all:
    case Op::filter:
    case Op::phrase:
    case Op::near:
      break;
  }
  most = all;
  for (const auto& child : children) most = std::min(most, most_found(child, terms));
  return most;
}

}  // namespace backfile::search
