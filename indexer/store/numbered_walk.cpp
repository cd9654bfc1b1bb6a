#include "indexer/store/numbered_walk.h"

#include <algorithm>

#include "indexer/schema/fields.h"

namespace backfile::store {

NumberedWalk::NumberedWalk(const Reader& reader, const std::string& first, const std::string& last) : last_(last) {
  for (const std::string& name : reader.manifest().all()) {
    const Xapian::Database& database = reader.single(name);
    Place place{&database, database.allterms_begin()};
    place.term.skip_to(first);
    if (!is_done(place)) places_.push_back(std::move(place));
  }
}

bool NumberedWalk::is_done(const Place& place) const { return place.term == place.database->allterms_end() || *place.term > last_; }

std::optional<std::uint64_t> NumberedWalk::number() const {
  std::optional<std::uint64_t> smallest;
  for (const Place& place : places_) {
    const std::uint64_t number = schema::number_in_term(*place.term);
    smallest = std::min(smallest.value_or(number), number);
  }
  return smallest;
}

void NumberedWalk::take(const Take& on_document) {
  const auto smallest = number();
  for (Place& place : places_) {
    const std::string term = *place.term;
    if (schema::number_in_term(term) != smallest) continue;
    for (auto posting = place.database->postlist_begin(term); posting != place.database->postlist_end(term); ++posting)
      on_document(*place.database, *posting);
    ++place.term;
  }
  std::erase_if(places_, [&](const Place& place) { return is_done(place); });
}

}  // namespace backfile::store
