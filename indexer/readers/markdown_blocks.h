// Markdown to plain paragraphs: CommonMark's blocks, GitHub's tables, and what site generators add.
#pragma once
#include <string>
#include <string_view>

namespace backfile::readers {

struct MarkdownText {
  std::string heading;  // the first heading, if nothing but images and comments stands before it; it is not in the text
  std::string text;     // paragraphs separated by a blank line
};

/// source: UTF-8 without control characters. Headings and items of lists are paragraphs, code keeps its lines, a table's row is a line.
/// Linear in the size of the source.
MarkdownText markdown_to_text(std::string_view source);

}  // namespace backfile::readers
