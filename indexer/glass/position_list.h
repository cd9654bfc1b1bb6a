// A word's positions in one document, as Glass stores them: the last one, then an interpolative code of the others.
#pragma once
#include <cstdint>
#include <span>
#include <string>

namespace backfile::glass {

/// positions: ascending, each once, at least one.
void append_positions(std::string& out, std::span<const std::uint32_t> positions);

}  // namespace backfile::glass
