// Lines to paragraphs.
#pragma once
#include <string>
#include <string_view>

namespace backfile::readers {

/// text: UTF-8, lines ended by \n. Gives paragraphs separated by one blank line. Lines that were broken at a column (hard-wrapped) are
/// joined again, with paragraphs told by blank lines or indents; without blank lines and wrapping every line is a paragraph; short lines
/// within a block of a text that has blank lines (poems, lists) keep their breaks.
std::string reflow(std::string_view text);

}  // namespace backfile::readers
