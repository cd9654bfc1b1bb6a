// Which words a search can do without: told to the analyzer, they get a position and no token. Only plain words (ASCII letters and digits,
// joined to nothing by an apostrophe, a dot or the like) are ever done without, by their first two letters: the term of such a word is the
// word itself in small letters, or one of the homographs of acronyms.h, whose letters are the same; and for many languages a stem begins as
// its word does (stems.h).
#pragma once
#include <array>
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

  /// Whether a plain word may have a term or stem that was added. first and second: its first two bytes; of a word of one letter, the
  /// second is anything but an ASCII letter or digit.
  bool may_be(char first, char second) const { return seconds_[code(first)] >> code(second) & 1; }

 private:
  enum class Stems : std::uint8_t { none, begin_alike, any };

  WantedWords() = default;
  static std::uint8_t code(char c) { return kCodes[static_cast<unsigned char>(c)]; }
  static const std::array<std::uint8_t, 256> kCodes;  // 1 to 36 for letters, in either case, and digits; 0 for all else

  Stems stems_ = Stems::none;
  std::array<std::uint64_t, 37> seconds_{};  // by the code of the first letter: a bit for the code of each second one
};

}  // namespace backfile::analysis
