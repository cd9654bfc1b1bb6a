// What the terms of a document say of its state: held back from readers or not, seen by them before or not, gone for good.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <string>

namespace backfile::store {

/// Belongs into the database of held articles: withheld, canceled, or under an embargo that ends after `now` (an instant).
bool is_held(const Xapian::Document& document, std::int64_t now);

/// Of a document in the database of held articles.
struct HeldState {
  bool deleted = false;   // a tombstone of what was deleted
  bool canceled = false;  // a canceled article
  bool released = false;  // an embargoed article whose embargo has passed
  bool seen = false;      // readers could see an earlier form of this id, or this one, or were told that it is canceled
};
/// Throws Xapian::Error.
HeldState held_state(const Xapian::Document& document, std::int64_t now);

struct Mark {
  std::string id;
  std::uint64_t revision = 0;  // that writes it; 0: the document keeps the one it has
  bool held = false;           // it goes into the database of held articles
  bool seen = false;           // readers could see an earlier form
};
/// Gives the document the terms that say so, in place of those of its last mark.
void mark(Xapian::Document& document, const Mark& mark);

/// What stays of an article that was deleted: its id, when, and why. Nothing of its text.
Xapian::Document tombstone(const std::string& id, const std::string& reason, std::int64_t now);

}  // namespace backfile::store
