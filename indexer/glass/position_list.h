// A word's positions in one document, as Glass stores them: the last one, then an interpolative code of the others.
#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::glass {

/// positions: ascending, each once, at least one.
void append_positions(std::string& out, std::span<const std::uint32_t> positions);

/// What append_positions() wrote: all up to `most`, and maybe some that are beyond it. False where it is no such thing.
bool read_positions(std::string_view bytes, std::vector<std::uint32_t>& positions,
                    std::uint32_t most = std::numeric_limits<std::uint32_t>::max());

/// The first and the last of them, at no cost. False where it is no such thing.
bool read_ends(std::string_view bytes, std::uint32_t& first, std::uint32_t& last);

}  // namespace backfile::glass
