// What a reader may be typing: the last word completed out of the archive's words, and headlines that hold the words.
#pragma once
#include <string>
#include <vector>

namespace backfile::search {

struct Suggestion {
  std::string text;         // the query, its last word completed (folded); or a headline as it was printed
  std::string description;  // of a headline: its publication and date, as far as it has them. Of a word: empty
};

struct Suggestions {
  std::vector<Suggestion> words, headlines;
};

}  // namespace backfile::search
