// Where a text may be cut so that it still reads: at white space, else between words, never inside a character a reader sees as one.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/analysis/analyzer.h"

namespace backfile::search {

bool is_space(char c);

/// `count` code points before or behind `at`, not beyond `bound`.
std::uint32_t back(std::string_view text, std::uint32_t at, std::size_t count, std::uint32_t bound);
std::uint32_t forward(std::string_view text, std::uint32_t at, std::size_t count, std::uint32_t bound);

/// The last good place at or before `at`, not before `bound`: there the text ends. White space before it is left out.
/// tokens: of the text around, in order.
std::uint32_t cut_end(std::string_view text, std::uint32_t at, std::uint32_t bound, const std::vector<analysis::Token>& tokens);

/// The first good place at or behind `at`, not behind `bound`: there the text begins. White space behind it is left out.
std::uint32_t cut_begin(std::string_view text, std::uint32_t at, std::uint32_t bound, const std::vector<analysis::Token>& tokens);

}  // namespace backfile::search
