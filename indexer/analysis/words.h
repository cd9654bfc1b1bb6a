// Words: the terms that one written word (scan.h) holds. Its parts are read in this order, the first rule that fits winning:
//   number      numbers.h        1,000
//   acronym     acronyms.h       U.S.  N.A.T.O.
//   ampersand   pieces of at most three characters joined by & are one word with it: AT&T, Q&A, R&D = "at&t", "q&a", "r&d"
//   apostrophe  apostrophes.h    Kishida’s  l'homme
//   else        a dot, an ampersand or a comma separates: example.com, said.But, Marks&Spencer are two words each
// A middle dot and a Hebrew quotation mark vanish (col·lecció = colleccio, צה"ל); between digits a middle dot is a decimal point (5·5).
// C++ and C# keep their signs; º and ª behind a digit do not count.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/analysis/characters.h"
#include "indexer/analysis/stems.h"

namespace backfile::analysis {

/// One term of a written word; begin and end are bytes within it.
struct Reading {
  std::uint32_t begin = 0, end = 0;
  std::string term;
  std::string stems[2];
  bool same_position = false;     // another term for the same bytes as the reading before
  bool only_in_capitals = false;  // counts only where the paragraph is set in capitals (acronyms.h)
};

struct Language {
  LanguageIndex stemmer = kNoStemmer;
  bool turkish = false;
};

/// Not thread-safe. The result is valid until the next call.
class WordReader {
 public:
  const std::vector<Reading>& read(std::string_view written, Language language);

 private:
  enum class Kind { letters, digits, digits_then_letters, mixed };
  struct Piece {
    std::size_t begin, end;
    std::uint32_t characters;
    Kind kind;
    CharClass behind;  // the connector that follows; separator behind the last piece
  };

  void split();
  void add_piece(std::size_t begin, std::size_t end, CharClass behind);
  std::string_view text(std::size_t first, std::size_t last) const;
  bool is_initial(std::size_t piece) const;
  bool acronym_at(std::size_t piece) const;
  std::size_t read_number(std::size_t first);
  std::size_t read_acronym(std::size_t first);
  std::size_t read_ampersand(std::size_t first);
  std::size_t read_apostrophes(std::size_t first);
  std::size_t behind_clitic(std::size_t last) const;
  Reading& add(std::size_t begin, std::size_t end, std::string term);
  void add_word(std::size_t first, std::size_t last, bool may_be_acronym = true);
  void add_second(std::string_view written);
  void add_dictionary_word();
  void add_spaced_us();

  std::string_view written_;
  Language language_;
  std::size_t tail_ = 0;  // where "++" or "#" begins, or the end
  std::vector<Piece> pieces_;
  std::vector<Reading> readings_;
  Stemmers stemmers_;
};

}  // namespace backfile::analysis
