// Words a few letters away from one word, out of a sorted list of any length: a walk that skips every stretch of the list whose common
// beginning is too far away already. The idea is that of a Levenshtein automaton intersected with a sorted dictionary (Schulz and Mihov,
// 2002), with the automaton's state kept as rows of the edit-distance table.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::search {

/// Decides where in a sorted list to look next. Distances are insertions, deletions, substitutions and swaps of neighbours, in code points
/// (restricted Damerau-Levenshtein).
class SimilarWords {
 public:
  /// word: UTF-8, 1 to 60 code points are compared. letters: 1 or 2.
  SimilarWords(std::string_view word, int letters);

  struct Answer {
    std::optional<int> distance;  // of this candidate, where it is near enough
    std::string next;             // where it is empty: go on to the following candidate. Else: skip to the first one that is not below it
  };
  /// candidate: well-formed UTF-8, in ascending order of bytes from call to call.
  Answer look_at(std::string_view candidate);

 private:
  std::vector<char32_t> word_;
  int letters_;
  std::vector<std::vector<int>> rows_;  // by length of the candidate's beginning
  std::vector<char32_t> path_;          // that beginning
};

}  // namespace backfile::search
