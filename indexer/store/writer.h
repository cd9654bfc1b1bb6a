// The single writer: additions, replacements and deletions in durable batches, for what is too little for a bulk load.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::store {

/// What became of one put or removal. Of a removal: unknown where the archive does not have the id, gone where it was deleted before.
enum class Outcome { added, replaced, unchanged, refused, deleted, unknown, gone };

struct Applied {
  std::vector<Outcome> outcomes;     // in the order of the calls
  std::vector<std::string> reasons;  // as many; empty but for `refused`
  std::uint64_t revision = 0;        // the archive's, after the commit
};

/// Holds the archive's write lock while it lives. Not thread-safe.
class Writer {
 public:
  /// Code::locked where another process still writes after `wait_seconds`; else as read_manifest.
  static Result<std::unique_ptr<Writer>> open(const std::string& archive, double wait_seconds);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Adds the document, or replaces the one of that id. It must carry schema::id_term(id), the digest slot and the id in kNewestSlot. One
  /// whose digest equals that in the archive is `unchanged` and not written. A withheld, canceled or embargoed one goes into the database
  /// of held articles, and from there among the visible ones when it comes again as such, or with some commit after its embargo.
  void put(const std::string& id, Xapian::Document document);
  /// Leaves a tombstone with the reason (UTF-8, may be empty), or nothing where no reader could know of the article.
  void remove(const std::string& id, const std::string& reason = {});

  /// The archive's, as of the last commit, of this or of an earlier writer.
  std::uint64_t revision() const;

  /// Calls since the last commit. Memory is bounded by the caller: commit at a thousand or so; at most kMaxBatch.
  std::size_t pending() const;
  static constexpr std::size_t kMaxBatch = 9'000;  // Xapian commits unasked at 10,000

  /// Applies the batch in order and makes it durable, in as many commits as it touches databases. A document that Xapian refuses is set
  /// aside with its reason, and the rest lands. On an error (disk full, …) the databases are as before or hold a part of the batch, all of
  /// it is still pending, and commit() may be called again.
  Result<Applied> commit();

 private:
  struct Impl;
  explicit Writer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace backfile::store
