// An upper estimate of a match's cost, from what the database knows of the query's terms without reading their postings.
#include "server/search/deadline.h"

#include <algorithm>

namespace backfile::search {

namespace {

// A posting: four times what was measured on one core of a busy machine. A position: a guess on the safe side.
constexpr double kSecondsPerPosting = 1e-6, kSecondsPerPosition = 1e-7;

}  // namespace

double most_seconds(const Xapian::Database& database, const Xapian::Query& query) {
  double seconds = kSecondsPerPosting * database.get_doccount();  // filters by value and "everything but" go through all documents
  double terms = 0;
  for (auto term = query.get_unique_terms_begin(); term != query.get_terms_end(); ++term, ++terms) {
    seconds +=
        kSecondsPerPosting * database.get_termfreq(*term) + kSecondsPerPosition * static_cast<double>(database.get_collection_freq(*term));
  }
  // A term that the query repeats is read again each time.
  const double repeated = terms > 0 ? std::max(1.0, static_cast<double>(query.get_length()) / terms) : 1;
  return seconds * repeated;
}

}  // namespace backfile::search
