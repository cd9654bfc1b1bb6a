// A bound on what is found is never below it, and is read off the words' frequencies.
#include "server/search/most_found.h"

#include <doctest/doctest.h>

using namespace backfile;
using search::most_found;

namespace {

TEST_CASE("a bound on what is found is never below it") {
  using query::Expression;
  using Op = Expression::Op;
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 12; ++i) {
    Xapian::Document document;
    document.add_term("all");
    if (i % 2 == 0) document.add_term("half");
    if (i % 3 == 0) document.add_term("third");
    database.add_document(document);
  }
  const search::Terms terms(database);
  const auto both = [](Op op) { return query::joined(op, {query::term("half"), query::term("third")}); };
  CHECK(most_found(query::term("third"), terms) == 4);
  CHECK(most_found(query::term("none"), terms) == 0);
  for (const Op op : {Op::all, Op::filter, Op::phrase, Op::near}) CHECK(most_found(both(op), terms) == 4);
  for (const Op op : {Op::any, Op::synonym}) CHECK(most_found(both(op), terms) == 10);
  for (const Op op : {Op::maybe, Op::without}) CHECK(most_found(both(op), terms) == 6);
  CHECK(most_found(query::joined(Op::any, {query::term("all"), query::term("half")}), terms) == 12);
  CHECK(most_found(Expression{Op::everything}, terms) == 12);
  CHECK(most_found(Expression{Op::range}, terms) == 12);
  CHECK(most_found(Expression{}, terms) == 0);
}

}  // namespace
