// An archive's words in memory, ordered for one question: which frequent words are a letter or two away from this one? They lie in groups
// of one length, the most frequent first, with the letters that they have as bits: those too far off are passed over a bit operation each,
// and what is too rare to be better than what was found ends a group. About 16 bytes a word.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "server/search/letters_off.h"

namespace backfile::search {

/// Words that one mistyped may have meant.
struct NearWord {
  std::string text;
  double likelihood;  // log2 of its articles, less what the mistake costs (mistake.h)
  int letters;        // off
};

/// Filled by one thread, word by word, and then put in order; after that any thread may ask it.
class Dictionary {
 public:
  /// most: words, of which the most frequent stay.
  explicit Dictionary(std::size_t most) : most_(most) {}

  /// Words of at most kMostLetters letters, each once. in_headlines: found in titles, which editors look at, and frequent.
  void add(std::string_view word, std::uint32_t articles, bool in_headlines);

  /// Puts more of it in order, some thousands of words; false once all is.
  bool put_in_order();

  struct Wanted {
    int letters;          // off, at most: 1 or 2
    double articles;      // at least
    bool headlines_only;  // else the rest is looked at as well, where no word of headlines is one letter off
    std::size_t most;     // words
  };
  /// The likeliest first, the word itself not among them. Nothing for a word of more than kMostLetters letters.
  std::vector<NearWord> similar(std::string_view word, const Wanted& wanted) const;

  std::size_t size() const { return size_; }

 private:
  /// Words of one length and of so many bytes each.
  struct Group {
    std::vector<std::uint32_t> signatures, articles;
    std::string texts;
    bool in_order = false;
  };
  struct Key {
    bool rest;  // not of headlines
    std::size_t letters, bytes;
    bool operator<(const Key& other) const { return std::tie(rest, letters, bytes) < std::tie(other.rest, other.letters, other.bytes); }
  };
  class Search;
  void leave_out_rarest();
  static void put_in_order(std::size_t bytes, Group& group);

  const std::size_t most_;
  std::size_t size_ = 0;
  std::uint32_t least_articles_ = 1;
  std::map<Key, Group> groups_;
};

}  // namespace backfile::search
