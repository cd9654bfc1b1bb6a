// The archive's words that begin with some letters.
#pragma once
#include <xapian.h>
#include <string>
#include <utility>
#include <vector>

namespace backfile::search {

using Completion = std::pair<Xapian::doccount, std::string>;  // articles that have it, the word without its prefix

/// Those that the most articles have, the most frequent first, equally frequent ones in order of the alphabet; at most `most`.
/// field_prefix: of the terms of single words. Of an extreme number of words with the letters only the first are looked at: a bound on
/// time.
std::vector<Completion> completions(const Xapian::Database& database, const std::string& field_prefix, const std::string& begun,
                                    std::size_t most);

}  // namespace backfile::search
