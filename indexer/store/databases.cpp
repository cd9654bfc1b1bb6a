#include "indexer/store/databases.h"

#include <charconv>

namespace backfile::store {

constexpr const char* kRevisionKey = "revision";  // of Xapian's metadata

std::uint64_t stored_revision(const Xapian::Database& database) {
  const std::string text = database.get_metadata(kRevisionKey);
  std::uint64_t revision = 0;
  std::from_chars(text.data(), text.data() + text.size(), revision);
  return revision;
}

void store_revision(Xapian::WritableDatabase& database, std::uint64_t revision) {
  database.set_metadata(kRevisionKey, std::to_string(revision));
}

Xapian::docid docid_of(const Xapian::Database& database, const std::string& id_term) {
  const auto posting = database.postlist_begin(id_term);
  return posting == database.postlist_end(id_term) ? 0 : *posting;
}

}  // namespace backfile::store
