// Which words a search can do without: told to the analyzer, they get a position and no token. Only plain words (ASCII letters and digits,
// joined to nothing by an apostrophe, a dot or the like, but for an ending such as 's) are ever done without, by their first three letters:
// the term of such a word is the word itself in small letters, or one of the homographs of acronyms.h, whose letters are the same; and for
// many languages a stem begins as its word does (stems.h).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace backfile::analysis {

/// For texts of one language.
class WantedWords {
 public:
  /// Nothing is wanted until it is added. language: canonical tag, or empty.
  explicit WantedWords(std::string_view language);

  /// Every word.
  static const WantedWords& all();

  void add_term(std::string_view term);
  void add_stem(std::string_view stem);

  /// Whether a plain word may have a term or stem that was added. It, and what follows it: three bytes at least. What follows is no ASCII
  /// letter or digit.
  bool may_be(const char* word) const {
    const std::size_t first = code(word[0]), second = code(word[1]);
    return (seconds_[first] >> second & 1) && (thirds_[first * kCodesThereAre + second] >> code(word[2]) & 1);
  }

 private:
  enum class Stems : std::uint8_t { none, begin_alike, any };

  static constexpr std::size_t kCodesThereAre = 37;
  static constexpr std::uint64_t kAny = ~std::uint64_t{0};

  WantedWords() = default;
  void add(std::uint8_t first, std::uint64_t seconds, std::uint64_t thirds);
  static std::uint8_t code(char c) { return kCodes[static_cast<unsigned char>(c)]; }
  static const std::array<std::uint8_t, 256> kCodes;  // 1 to 36 for letters, in either case, and digits; 0 for all else

  Stems stems_ = Stems::none;
  std::array<std::uint64_t, kCodesThereAre> seconds_{};  // by the code of the first letter: a bit for the code of each second one
  std::array<std::uint64_t, kCodesThereAre * kCodesThereAre> thirds_{};  // by those of the first two: a bit for that of each third one
};

}  // namespace backfile::analysis
