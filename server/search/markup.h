// Text with marks -> escaped HTML, plain text, and offsets in code points; the three always agree.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "server/search/highlight.h"
#include "server/search/results.h"

namespace backfile::search {

/// Number of code points of valid UTF-8 (bytes that do not continue one, where it is not valid).
std::size_t code_points(std::string_view text);

/// The bytes [begin, end) of `text` with `marks`, which are in order, do not overlap, and lie in the range or outside of it, never across
/// its ends. `before` and `after` go round it unmarked. spaces: every run of white space becomes one space, as for a fragment in a list.
Highlighted mark_up(std::string_view text, std::uint32_t begin, std::uint32_t end, const std::vector<Mark>& marks, bool spaces,
                    std::string_view before = {}, std::string_view after = {});

}  // namespace backfile::search
