#include "indexer/store/look_up.h"

#include "indexer/schema/fields.h"
#include "indexer/store/databases.h"
#include "indexer/store/document_state.h"

namespace backfile::store {
namespace {

Known known(Known::State state, const Xapian::Document& document) {
  return {state, document.get_data(), schema::read_time_value(document.get_value(schema::kIndexedSlot))};
}

}  // namespace

std::optional<Known> look_up(Reader& reader, const std::string& id, std::int64_t now) {
  const std::string term = schema::id_term(id);
  const Xapian::Database& visible = reader.database();
  if (const Xapian::docid document = docid_of(visible, term); document != 0)
    return known(Known::State::visible, visible.get_document(document));
  const Xapian::Database* held = reader.held();
  const Xapian::docid document = held ? docid_of(*held, term) : 0;
  if (document == 0) return std::nullopt;
  const Xapian::Document found = held->get_document(document);
  const HeldState state = held_state(found, now);
  if (state.deleted) return known(Known::State::deleted, found);
  if (state.canceled) return known(Known::State::canceled, found);
  if (state.released) return known(Known::State::visible, found);
  return std::nullopt;
}

}  // namespace backfile::store
