// Lines of wires and of newspaper databases to paragraphs: broken at a column, a paragraph's first line indented, tables in between.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace backfile::readers {

/// text: UTF-8, lines ended by \n. Gives paragraphs separated by one blank line; rows of a table keep a line each. Unlike reflow(), which
/// has pages of any kind to judge, an indent always begins a paragraph here, so that `    Shr 34 cts` and `    Net 807,000` stay apart.
/// Linear.
/// most_margin: of the indent that all lines may share; where a wire is known to set its text at the left, a larger one begins paragraphs.
std::string wire_paragraphs(std::string_view text, std::size_t most_margin = 64);

}  // namespace backfile::readers
