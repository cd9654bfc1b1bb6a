// Which of the three a string is.
#include "indexer/readers/record_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "indexer/markup/blocks.h"
#include "indexer/markup/fragment.h"
#include "indexer/markup/html.h"
#include "indexer/readers/reflow.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

/// Text whose paragraphs are blank lines, with a few elements left in it, is not HTML, where blank lines mean nothing.
bool has_blank_lines_for_paragraphs(std::string_view text) {
  return count(text, "\n\n") > count(text, "<p") + count(text, "<br") + count(text, "<div") + count(text, "<li");
}

/// Whether elements, rather than only text, are below.
bool holds_elements(const markup::Node& element) {
  for (const markup::Node* node = element.first; node; node = node->next) {
    if (!node->is_text()) return true;
  }
  return false;
}

/// `</endash>`: the end of an element of any name.
bool holds_end_tag(std::string_view text) {
  for (auto at = text.find("</"); at != text.npos; at = text.find("</", at + 2)) {
    const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", at + 2);
    if (end != text.npos && end > at + 2 && text[end] == '>') return true;
  }
  return false;
}

/// Programs escape twice: what was &amp;#39; is &#39; now.
std::string without_escaped_markup(std::string text) {
  if (markup::markup_of(text) == markup::Markup::none && !holds_end_tag(text)) return text;
  return text::clean(markup::html_to_text(text, true));
}

}  // namespace

std::string line_of(const std::string& text) {
  return text::one_line(markup::markup_of(text) == markup::Markup::none ? text::clean(text) : text::clean(markup::html_to_text(text)));
}

std::string body_of(std::string text) {
  const markup::Markup kind = markup::markup_of(text);
  if (kind == markup::Markup::blocks && text.find("<table") != text.npos) {
    // Rows and cells are told apart in a tree only.
    constexpr double kSeconds = 2;
    if (const auto tree = markup::parse_html(text, Deadline(kSeconds)))
      return text::paragraphs(text::clean(markup::blocks_of(tree->root())));
  }
  if (kind == markup::Markup::blocks && !has_blank_lines_for_paragraphs(text))
    return text::paragraphs(text::clean(markup::html_to_text(text)));
  if (kind != markup::Markup::none) text = markup::html_to_text(text, true);
  return reflow(text::clean(std::move(text)));
}

std::string line_of(const markup::Node* element) {
  return element ? line_of(holds_elements(*element) ? markup::blocks_of(*element) : markup::text_of(*element)) : std::string();
}

std::string body_of(const markup::Node* element, bool (*is_left_out)(const markup::Node&)) {
  if (!element) return {};
  std::string text;
  if (holds_elements(*element)) {
    text = text::clean(markup::blocks_of(*element, is_left_out));
  } else {
    const std::string plain = text::paragraphs(text::clean(markup::text_of(*element)));
    if (markup::markup_of(plain) == markup::Markup::blocks) return body_of(plain);
    for (std::size_t begin = 0; begin < plain.size();) {
      const std::size_t end = std::min(plain.find("\n\n", begin), plain.size());
      text += (text.empty() ? "" : "\n\n") + text::one_line(std::string_view(plain).substr(begin, end - begin));
      begin = end + 2;
    }
  }
  return text::paragraphs(without_escaped_markup(std::move(text)));
}

std::string content_of(const markup::Node* element, bool (*is_left_out)(const markup::Node&)) {
  if (!element || holds_elements(*element)) return body_of(element, is_left_out);
  return body_of(markup::text_of(*element));
}

}  // namespace backfile::readers
