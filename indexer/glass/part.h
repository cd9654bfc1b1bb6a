// Some hundred documents turned inside out: which words, each in which of them. A bulk load gathers many such parts and merges them into
// one database, which spares Xapian's maps (strings in trees) that take most of the time of a load through it.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/glass/deflate.h"
#include "indexer/glass/document.h"
#include "indexer/glass/names.h"

namespace backfile::glass {

/// What Xapian keeps of all documents of a database.
struct Statistics {
  std::uint32_t documents = 0;
  std::uint64_t total_length = 0;
  std::uint32_t shortest = 0, longest = 0;  // lengths of documents; 0: none has any
  std::uint32_t most_occurrences = 0;       // of one term in one document

  void add(const Statistics& other);
};

/// The values of one slot: how many, their bounds, and for each what append_uint() makes of the document's distance to the last one that
/// has a value, then append_string() of the value.
struct Values {
  std::uint32_t count = 0, last_document = 0;
  std::string lowest, highest, bytes;
};

inline constexpr std::size_t kMaxSlots = 32;

/// Documents are numbered from 0 within a part. Numbers in the strings are append_uint()'s.
struct Part {
  Statistics statistics;
  std::string lengths;    // of each document
  std::string documents;  // of each: its data, its term list (both: 1 where deflated, else 0; size; bytes) and its slots (size; bytes)
  std::array<Values, kMaxSlots> values;
  /// In the order of terms: the term's size and bytes; how many postings; the sum of their occurrences; bytes of postings; postings. A
  /// posting: distance to the document of the one before (to 0 in the first), occurrences, size and bytes of its positions: 0 where it has
  /// none, else how many neighbours, these, a byte each, and the packed positions.
  std::string postings;

  std::size_t bytes() const { return documents.size() + postings.size() + lengths.size(); }
};

/// Not thread-safe; to be used for part after part, so that its memory stays.
class PartBuilder {
 public:
  PartBuilder();

  /// To be filled and added, or cleared.
  Document& document() { return document_; }
  /// Sorts the document. False where Xapian's tables cannot hold it, and nothing was added: a term of over 245 bytes or with a NUL, data of
  /// over 100 MB, a slot of kMaxSlots or more. Either way it is cleared.
  bool add();
  std::uint32_t documents() const { return part_.statistics.documents; }
  /// What was added, turned inside out; the next one begins.
  Part finish();

 private:
  struct Posting {
    std::uint32_t term, occurrences, positions_end;  // in positions_
  };
  void add_document();
  std::uint32_t add_terms();
  void add_values();
  void append_tag(std::string_view bytes, bool is_deflated);
  void append_deflated(Deflater& deflater, std::string_view bytes);
  void append_postings(std::string& out, const std::vector<std::uint32_t>& order, std::uint32_t begin, std::uint32_t end) const;

  Part part_;
  Document document_;
  std::vector<Posting> postings_;              // document by document
  std::vector<std::uint32_t> document_begin_;  // in postings_
  std::string positions_;                      // as in the part, one behind the other
  Deflater data_deflater_, list_deflater_;
  std::string term_list_, slots_;
  std::vector<std::uint32_t> positions_of_term_;
  std::vector<std::uint8_t> neighbours_of_term_;
  std::vector<std::uint32_t> document_of_;  // of each posting in the order of finish()
};

}  // namespace backfile::glass
