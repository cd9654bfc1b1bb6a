// A text file's lines, and what may be said about one without knowing the page.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::readers {

struct TextLine {
  std::string_view raw;  // with its indent, for reflow
  std::string text;      // one line, trimmed; empty for a blank line
  bool dropped = false;  // said its part elsewhere, or says nothing
};

/// Views into text, which must outlive them.
std::vector<TextLine> lines_of(std::string_view text);

/// The first line from `at` on that is not blank; `end` where there is none.
std::size_t next_text(const std::vector<TextLine>& lines, std::size_t at, std::size_t end);

/// A whole sentence or more, so not a heading, a link or a caption.
bool is_prose(const std::string& line);

/// Too short for a headline or a sentence: `Politics`, `Sign in`. Unspaced scripts: up to five characters.
bool is_short(const std::string& line);

/// `Home › News › Local`.
bool is_breadcrumb(const std::string& line);

}  // namespace backfile::readers
