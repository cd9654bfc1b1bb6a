// The words that corrections are most often found among: those of headlines, which editors look at, that many articles have. Kept in
// memory, since a walk over all words of an archive costs a hundred times as much as one over these.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::search {

/// One an engine, never shared. What it knows may be minutes old: ask the archive about a word before it is offered.
class FrequentWords {
 public:
  /// Goes on with reading the archive's headlines' words, a step of some milliseconds at a time, so that no search waits for all of it.
  /// revision: of the archive; once it has changed, everything is read anew after some minutes. Throws Xapian's errors, and may then be
  /// called again.
  void learn(const Xapian::Database& database, std::uint64_t revision);

  /// Words at most `letters` insertions, deletions, substitutions or swaps of neighbours away from a folded word, itself not among them.
  std::vector<std::string> similar(std::string_view folded, int letters) const;

 private:
  std::vector<std::string> words_, learning_;  // in order of bytes
  std::string next_;                           // term to go on with; empty: nothing is being read
  bool known_ = false;
  std::uint64_t revision_ = 0;
  std::int64_t read_at_ = 0;  // seconds of the steady clock
};

}  // namespace backfile::search
