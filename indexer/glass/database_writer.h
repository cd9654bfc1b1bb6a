// A whole Glass database, written from parts: its directory, tables and version file, as Xapian reads and changes them afterwards.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/glass/part.h"
#include "indexer/glass/table_writer.h"

namespace backfile::glass {

inline constexpr const char *kPostingFile = "postlist.glass", *kDataFile = "docdata.glass", *kTermListFile = "termlist.glass",
                            *kPositionFile = "position.glass", *kVersionFile = "iamglass";

/// SHA-256 sums of a database's files by their names, in lower-case hexadecimal digits.
using Sums = std::vector<std::pair<std::string, std::string>>;

/// One thread at a time.
class DatabaseWriter {
 public:
  /// Makes the directory, which must not exist.
  static Result<std::unique_ptr<DatabaseWriter>> create(const std::string& path);

  /// Its documents get the next numbers, from 1. Data and term lists are written at once; what else the part has stays in memory.
  void add(Part part);
  std::uint32_t documents() const { return statistics_.documents; }

  /// Writes the rest, in two threads. Nothing can be added afterwards, of which there must have been at least one document. Not synced.
  Result<Sums> finish();
  /// Processor time of the second thread in finish().
  double second_thread_seconds() const { return second_thread_seconds_; }

 private:
  explicit DatabaseWriter(std::string path);
  void write_postings();
  void write_values();
  void write_lengths();
  /// begin(term), then visit(PartPostings, its positions) for each of its documents that has some, in the order of terms and documents.
  template <class Begin, class Visit>
  void each_positions(Begin&& begin, Visit&& visit) const;
  void write_positions();
  void write_loose_positions();
  std::string file(const char* name) const { return path_ + "/" + name; }

  const std::string path_;
  TableWriter documents_, term_lists_, postings_, positions_;
  std::deque<std::pair<Part, std::uint32_t>> parts_;  // with the number of the document before its first
  Statistics statistics_;
  double second_thread_seconds_ = 0;
};

}  // namespace backfile::glass
