#include "indexer/store/document_state.h"

#include <vector>

#include "indexer/schema/fields.h"

namespace backfile::store {
namespace {

bool has(const Xapian::Document& document, const std::string& term) {
  auto found = document.termlist_begin();
  found.skip_to(term);
  return found != document.termlist_end() && *found == term;
}

bool is_embargoed(const Xapian::Document& document, std::int64_t now) {
  const std::string until = document.get_value(schema::kEmbargoSlot);
  return !until.empty() && schema::read_time_value(until) > now;
}

void remove_terms(Xapian::Document& document, const std::string& first, const std::string& last) {
  std::vector<std::string> old;
  auto term = document.termlist_begin();
  for (term.skip_to(first); term != document.termlist_end() && *term <= last; ++term) old.push_back(*term);
  for (const std::string& one : old) document.remove_term(one);
}

}  // namespace

bool is_held(const Xapian::Document& document, std::int64_t now) {
  return is_embargoed(document, now) || has(document, schema::held_term("withheld")) || has(document, schema::held_term("canceled"));
}

HeldState held_state(const Xapian::Document& document, std::int64_t now) {
  HeldState state;
  state.deleted = has(document, schema::held_term("gone"));
  state.canceled = has(document, schema::held_term("canceled"));
  state.released = !state.deleted && !is_held(document, now);
  state.seen = state.deleted || state.canceled || state.released || has(document, schema::seen_term());
  return state;
}

void mark(Xapian::Document& document, const Mark& mark) {
  if (mark.revision != 0) {
    remove_terms(document, schema::revision_term(0), schema::revision_term(~std::uint64_t{0}));
    document.add_boolean_term(schema::revision_term(mark.revision));
  }
  remove_terms(document, schema::held_copy_term(mark.id), schema::held_copy_term(mark.id));
  if (mark.held) document.add_boolean_term(schema::held_copy_term(mark.id));
  remove_terms(document, schema::seen_term(), schema::seen_term());
  if (mark.seen) document.add_boolean_term(schema::seen_term());
}

Xapian::Document tombstone(const std::string& id, const std::string& reason, std::int64_t now) {
  Xapian::Document document;
  document.set_data(reason);
  document.add_boolean_term(schema::id_term(id));
  document.add_boolean_term(schema::held_term("gone"));
  document.add_value(schema::kNewestSlot, schema::time_value(0) + id);
  document.add_value(schema::kIndexedSlot, schema::time_value(now));
  return document;
}

}  // namespace backfile::store
