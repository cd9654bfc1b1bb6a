// IneB2 for relevance; no weights at all where the order is by date, which spares the match the documents' lengths.
#include "server/search/ranking.h"

#include "indexer/schema/fields.h"

namespace backfile::search {

void set_ranking(Xapian::Enquire& enquire, query::Sort sort) {
  switch (sort) {
    case query::Sort::relevance:
      // Amati and van Rijsbergen, TOIS 20(4), 2002, with its default c = 1; both on judged queries and on known items better than BM25, and
      // not a parameter to fit.
      enquire.set_weighting_scheme(Xapian::IneB2Weight());
      enquire.set_sort_by_relevance_then_value(schema::kNewestSlot, true);
      return;
    case query::Sort::newest:
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_value(schema::kNewestSlot, true);
      return;
    case query::Sort::oldest:
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_value(schema::kOldestSlot, true);
      return;
    case query::Sort::indexed:
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_value(schema::kIndexedSlot, true);
      return;
  }
}

}  // namespace backfile::search
