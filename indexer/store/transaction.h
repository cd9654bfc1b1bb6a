// A batch of changes over several databases that becomes durable as one: in an order in which neither a crash nor a reader in between loses
// an article or shows one that was to be hidden.
//   1. the database of held articles, with what comes into it: an article that is withdrawn stays visible until its hidden form is durable
//   2. the visible databases
//   3. the database of held articles again, without what has left it for a visible one
// Readers open the database of held articles first, and again after the others.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/store/archive.h"
#include "indexer/store/shard.h"
#include "indexer/store/writer.h"

namespace backfile::store {

struct Operation {
  std::string id, term;                      // term: schema::id_term of the id
  std::optional<Xapian::Document> document;  // absent: a removal
  std::string reason;                        // of a removal, or why the document cannot be written
};

class Transaction {
 public:
  static Result<Transaction> open(WriteAccess access);

  /// An operation becomes visible to the following ones at once, to readers with make_durable(). May call make_durable() itself, where an
  /// id would move twice.
  Result<Outcome> apply(const Operation& operation);

  /// In as many commits as databases were touched. On an error it is done in part, and everything may be applied again after roll_back().
  Result<void> make_durable();

  /// Back to what is durable.
  void roll_back();

  /// Brings some of the articles whose embargo has passed among the visible ones, durably. Of an error, as make_durable().
  Result<void> release_some(std::int64_t now);

  /// The last one that is durable.
  std::uint64_t revision() const { return revision_; }
  WriteAccess& access() { return access_; }

 private:
  // Where an article is after the operations applied so far.
  struct Place {
    int shard;
    Xapian::docid document = 0;
    std::string digest{};
    bool deleted = false;  // a tombstone
    bool seen = false;     // readers could see this form or an earlier one
  };

  explicit Transaction(WriteAccess access) : access_(std::move(access)) {}
  Result<void> start();
  Shard& at(int shard);
  Place place_of(const Operation& operation);
  Place place_in_held(Xapian::docid document);
  Result<int> shard_for_new();
  Result<void> need_held();
  Result<Outcome> put(const Operation& operation, Place place);
  Result<Outcome> remove(const Operation& operation, const Place& place);
  Result<void> write(Xapian::Document document, const std::string& id, Place& place, int target);
  Result<void> leave(const std::string& id, const Place& place, int target);
  bool is_loaded(int shard, Xapian::docid document) const;
  Result<void> name_new(Shard& shard, std::uint64_t revision);
  Result<void> commit_visible(std::uint64_t next);
  Result<void> commit_leaving(std::uint64_t next);

  WriteAccess access_;
  std::vector<Shard> visible_;
  std::optional<Shard> held_;
  std::uint64_t revision_ = 0;
  std::unordered_map<std::string, Place> places_;
  std::set<std::string> moved_;         // ids that change between visible and held
  std::vector<Xapian::docid> leaving_;  // of the database of held articles, to be deleted last
  bool half_done_ = false;              // make_durable() ended in an error, perhaps between two commits
};

}  // namespace backfile::store
