// One document as both ways into the archive want it: its words gathered flat, its values and its data. A bulk load writes it into tables
// itself; the single writer makes a Xapian document of it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/glass/names.h"

namespace backfile::glass {

/// Not thread-safe; meant to be used again for the next document, so that its memory stays.
class Document {
 public:
  /// is_dense: deflating it would gain nothing.
  void set_data(std::string data, bool is_dense = false) {
    data_ = std::move(data);
    data_is_dense_ = is_dense;
  }
  const std::string& data() const { return data_; }
  bool data_is_dense() const { return data_is_dense_; }

  /// Terms are numbered as they come, and keep their numbers from document to document until forget_terms().
  std::uint32_t number(std::string_view prefix, std::string_view word) { return names_.number(prefix, word); }
  const Names& names() const { return names_; }
  void sort_names(std::vector<std::uint32_t>& numbers) { names_.sort(numbers); }

  /// A term that counts `occurrences` more (0: one to filter by). Views need to live during the call only.
  void add_term(std::uint32_t number, std::uint32_t occurrences = 1) { term(number).occurrences += occurrences; }
  void add_term(std::string_view prefix, std::string_view word, std::uint32_t occurrences = 1) {
    add_term(number(prefix, word), occurrences);
  }
  void add_filter(std::string_view term) { add_term({}, term, 0); }
  /// One occurrence at a position, which counts `occurrences`.
  void add_position(std::uint32_t number, std::uint32_t position, std::uint32_t occurrences = 1);
  void add_position(std::string_view prefix, std::string_view word, std::uint32_t position, std::uint32_t occurrences = 1) {
    add_position(number(prefix, word), position, occurrences);
  }
  /// The same of a word of the running text, with which it keeps what stands beside it: also where several words stand at one place.
  void add_word(std::uint32_t number, std::uint32_t position);
  /// An empty value is none.
  void add_value(std::uint32_t slot, std::string value);

  struct Term {
    std::uint32_t number;       // of its name
    std::uint32_t occurrences;  // Xapian's wdf
    std::uint32_t first, last;  // of its positions: a chain in the order in which they came
    bool is_word = false;       // of the running text
  };
  std::size_t different() const { return terms_.size(); }
  std::size_t positions() const { return positions_.size(); }
  /// Puts terms into the order of their names and values into that of their slots.
  void sort();
  std::span<const Term> terms() const { return terms_; }
  std::string_view name(const Term& term) const { return names_.name(term.number); }
  /// Ascending, each once.
  void positions_of(const Term& term, std::vector<std::uint32_t>& positions) const;
  /// Of each of these its Neighbours, before in the upper half of the byte; nothing where the term is no word of the running text.
  void neighbours_of(const Term& term, const std::vector<std::uint32_t>& positions, std::vector<std::uint8_t>& neighbours) const;
  std::span<const std::pair<std::uint32_t, std::string>> values() const { return values_; }

  void clear();
  /// Clears the document, and numbers begin anew.
  void forget_terms();

 private:
  struct Position {
    std::uint32_t position, next;
  };
  struct Place {
    std::uint32_t document = 0, index = 0;  // a count of documents; in terms_
  };
  Term& term(std::uint32_t number);
  std::uint8_t code_at(std::uint32_t position) const;

  std::string data_;
  bool data_is_dense_ = false;
  Names names_;
  std::vector<Place> places_;  // by a name's number: where the term is, if it is one of this document's
  std::uint32_t document_ = 1;
  std::vector<Term> terms_, unsorted_;
  std::vector<Position> positions_;
  std::vector<std::uint8_t> codes_;  // by position: of the word there
  std::vector<std::pair<std::uint32_t, std::string>> values_;
};

}  // namespace backfile::glass
