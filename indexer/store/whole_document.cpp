#include "indexer/store/whole_document.h"

#include <cstdint>
#include <vector>

#include "indexer/glass/open.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {

WholeDocuments::WholeDocuments(const Xapian::Database& database, const std::string& path) : database_(database) {
  if (const auto version = glass::version_of(path)) positions_.emplace(glass::open_table(path, *version, glass::kPositionTable));
}

Xapian::Document WholeDocuments::get(Xapian::docid document) {
  Xapian::Document whole = database_.get_document(document);
  std::vector<std::uint32_t> positions;
  for (auto term = database_.termlist_begin(document); positions_ && term != database_.termlist_end(document); ++term) {
    positions_->read(*term, document, positions);
    for (const std::uint32_t position : positions) whole.add_posting(*term, position, 0);
  }
  if (positions_) throw_where_it_failed(positions_->result());
  return whole;
}

}  // namespace backfile::store
