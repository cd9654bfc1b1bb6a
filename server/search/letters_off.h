// How far one word is from another, where only small distances count.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace backfile::search {

inline constexpr std::size_t kMostLetters = 60;  // of a word that is compared

/// A word's letters, taken apart once.
struct Letters {
  /// text: UTF-8. What is behind kMostLetters letters is left off, and the word is not whole().
  explicit Letters(std::string_view text);

  bool whole() const { return whole_; }
  std::size_t size() const { return size_; }
  char32_t operator[](std::size_t i) const { return codes_[i]; }

  /// A bit for each letter that it has; some letters share one. What an insertion, a deletion or a substitution changes is one bit of those
  /// that only one of two words has, or none, and a swap changes none.
  std::uint32_t signature() const;

 private:
  std::array<char32_t, kMostLetters> codes_;
  std::size_t size_ = 0;
  bool whole_ = true;
};

/// Insertions, deletions, substitutions and swaps of neighbours (restricted Damerau-Levenshtein: nothing is changed twice) from one to the
/// other, where they are `most` or fewer.
std::optional<int> letters_off(const Letters& one, const Letters& other, int most);

}  // namespace backfile::search
