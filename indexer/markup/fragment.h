// The text of an HTML fragment, as feeds and exports carry one in a field. For fragments only: nothing here looks for the article in a
// page.
#pragma once
#include <string>
#include <string_view>

namespace backfile::markup {

/// What of HTML a text holds.
enum class Markup {
  none,
  entities,  // character references only
  tags,      // elements within a line, such as <em>
  blocks,    // elements that make paragraphs and lines
};
Markup markup_of(std::string_view text);

/// Paragraphs separated by a blank line. Block elements and <br><br> end a paragraph, a single <br> a line; script, style and comments go;
/// entities are decoded. Any input gives some text; time and memory are linear in its size.
/// keep_lines: the line breaks between tags mean something, as in plain text with a few tags in it.
std::string html_to_text(std::string_view html, bool keep_lines = false);

}  // namespace backfile::markup
