// The words of one article, gathered flat and handed to Xapian in sorted order: inserting them one by one, as they come, into Xapian's map
// of a document was what made indexing slow (measured).
#pragma once
#include <xapian.h>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::ingest {

/// Not thread-safe; meant to be used again for the next document, so that its memory stays.
class TermCollector {
 public:
  TermCollector();

  /// Counts prefix + word once; with a position where one is given. Views need to live during the call only.
  void add(std::string_view prefix, std::string_view word, std::uint32_t position);
  void add(std::string_view prefix, std::string_view word) { add(prefix, word, kNoPosition); }

  std::size_t different() const { return terms_.size(); }
  std::size_t positions() const { return occurrences_.size(); }

  /// Writes everything gathered into the document and forgets it.
  void write_to(Xapian::Document& document);
  void forget();

 private:
  static constexpr std::uint32_t kNoPosition = 0xFFFFFFFF;
  struct Term {
    std::uint32_t begin, size, hash;  // in bytes_
    std::uint32_t count;              // occurrences without a position
    std::uint32_t first, last;        // occurrences_ with one: a chain in the order of the text
  };
  struct Occurrence {
    std::uint32_t position, next;
  };

  std::string_view text(const Term& term) const { return {bytes_.data() + term.begin, term.size}; }
  Term& term(std::string_view prefix, std::string_view word);
  void grow();

  std::string bytes_;  // all terms, one behind the other
  std::vector<Term> terms_;
  std::vector<Occurrence> occurrences_;
  std::vector<std::uint32_t> slots_;  // open addressing: 1 + index into terms_, 0 where free
};

}  // namespace backfile::ingest
