#include "indexer/ingest/xapian_document.h"

#include <string>
#include <vector>

namespace backfile::ingest {

Xapian::Document xapian_document(glass::Document& document) {
  document.sort();
  Xapian::Document made;
  made.set_data(document.data());
  std::string name;
  std::vector<std::uint32_t> positions;
  for (const glass::Document::Term& term : document.terms()) {
    name.assign(document.name(term));
    made.add_term(name, term.occurrences);
    document.positions_of(term, positions);
    for (const std::uint32_t position : positions) made.add_posting(name, position, 0);
  }
  for (const auto& [slot, value] : document.values()) made.add_value(slot, value);
  return made;
}

}  // namespace backfile::ingest
