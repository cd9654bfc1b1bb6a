// Words cut at the end of a line.
#pragma once
#include <optional>
#include <string>

#include "indexer/readers/alto_file.h"

namespace backfile::readers {

/// The word that `first`, the last of its line, and `second`, the word read after it, are the parts of; nothing where they are two words.
/// A division is marked by HypPart1 and HypPart2, a HYP, '¬', a soft hyphen; a plain hyphen is one where a small letter goes on.
/// The two may be of different files.
std::optional<std::string> rejoined(const AltoFile& file, const AltoWord& first, const AltoFile& second_file, const AltoWord& second);

/// What stands for a first part whose second part is elsewhere: the whole word where the file gives it, else what is there.
std::string alone(const AltoFile& file, const AltoWord& word);

}  // namespace backfile::readers
