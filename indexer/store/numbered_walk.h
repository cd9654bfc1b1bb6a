// The documents of several databases in the order of a number that ends one of their terms (schema::revision_term, embargo_end_term).
#pragma once
#include <xapian.h>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/reader.h"

namespace backfile::store {

/// Inside Reader::with. Throws Xapian::Error.
class NumberedWalk {
 public:
  /// From one term to the other, both included.
  NumberedWalk(const Reader& reader, const std::string& first, const std::string& last);

  /// The smallest number that is left; nothing at the end.
  std::optional<std::uint64_t> number() const;

  using Take = std::function<void(const Xapian::Database&, Xapian::docid)>;
  /// Every document of that number, then on to the next.
  void take(const Take& on_document);

 private:
  struct Place {
    const Xapian::Database* database;
    Xapian::TermIterator term;
  };
  bool is_done(const Place& place) const;
  const std::string last_;
  std::vector<Place> places_;
};

}  // namespace backfile::store
