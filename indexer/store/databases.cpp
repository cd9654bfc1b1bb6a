#include "indexer/store/databases.h"

#include <algorithm>
#include <charconv>

#include "indexer/schema/fields.h"

namespace backfile::store {
namespace {

// Of Xapian's metadata.
constexpr const char* kRevisionKey = "revision";
constexpr const char* kCompletedKey = "completed";

std::uint64_t number_at(const Xapian::Database& database, const char* key) {
  const std::string text = database.get_metadata(key);
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::uint64_t stored_revision(const Xapian::Database& database) { return number_at(database, kRevisionKey); }

void store_revision(Xapian::WritableDatabase& database, std::uint64_t revision) {
  database.set_metadata(kRevisionKey, std::to_string(revision));
}

std::uint64_t completed_revision(const Xapian::Database& database) { return number_at(database, kCompletedKey); }

void store_completed_revision(Xapian::WritableDatabase& database, std::uint64_t revision) {
  database.set_metadata(kCompletedKey, std::to_string(revision));
}

std::uint64_t revision_of(const Xapian::Database& database, Xapian::docid document, const std::vector<LoadedRange>& loaded) {
  auto term = database.termlist_begin(document);
  term.skip_to(schema::revision_term(0));
  if (term != database.termlist_end(document) && *term <= schema::revision_term(~std::uint64_t{0})) return schema::number_in_term(*term);
  const auto range =
      std::find_if(loaded.begin(), loaded.end(), [&](const LoadedRange& one) { return one.first <= document && document <= one.last; });
  return range == loaded.end() ? 0 : range->revision;
}

bool has_term(const Xapian::Database& database, Xapian::docid document, const std::string& term) {
  auto found = database.termlist_begin(document);
  found.skip_to(term);
  return found != database.termlist_end(document) && *found == term;
}

std::string id_of(const Xapian::Document& document) {
  const std::string value = document.get_value(schema::kNewestSlot);
  const std::size_t instant = schema::time_value(0).size();
  return value.size() > instant ? value.substr(instant) : std::string();
}

Xapian::docid docid_of(const Xapian::Database& database, const std::string& id_term) {
  const auto posting = database.postlist_begin(id_term);
  return posting == database.postlist_end(id_term) ? 0 : *posting;
}

}  // namespace backfile::store
