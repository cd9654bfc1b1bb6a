// A field says by its look what it holds; what it declares (type="html") is as often wrong as right.
#include "indexer/readers/feed_text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "indexer/markup/entities.h"
#include "indexer/markup/fragment.h"
#include "indexer/readers/feed_furniture.h"
#include "indexer/readers/reflow.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Markup;
using markup::Node;

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
}

bool is_void(std::string_view name) {
  constexpr auto kVoid = std::to_array<std::string_view>({"br", "img", "hr", "wbr", "input", "source", "embed"});
  return wording::among(kVoid, name);
}

/// Elements below a field (XHTML, or HTML that nobody escaped) as HTML, without attributes.
std::string html_below(const Node& field) {
  std::string html;
  for (const Node* node = field.first; node;) {
    if (node->is_text())
      append_escaped(node->text, html);
    else
      html.append("<").append(node->name).append(">");
    if (node->first) {
      node = node->first;
      continue;
    }
    for (;; node = node->parent) {
      if (!node->is_text() && !is_void(node->name)) html.append("</").append(node->name).append(">");
      if (node->next || node->parent == &field) break;
    }
    node = node->next;
  }
  return html;
}

bool holds_elements(const Node& field) {
  for (const Node* node = field.first; node; node = node->next) {
    if (!node->is_text()) return true;
  }
  return false;
}

std::string raw(const Node& field) { return holds_elements(field) ? html_below(field) : markup::text_of(field); }

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

/// WordPress keeps its texts with blank lines for paragraphs, and elements within them.
bool has_blank_lines_for_paragraphs(std::string_view text) {
  return count(text, "\n\n") > count(text, "<p") + count(text, "<br") + count(text, "<div") + count(text, "<li");
}

/// Character references that are still there were escaped once too often. Those of tags' brackets are somebody's example of HTML.
std::string without_references(std::string text) {
  if (text.find('&') == text.npos) return text;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    const auto end = rest.substr(0, 12).find(';');
    const bool reference = rest.front() == '&' && end != rest.npos && rest.substr(0, 4) != "&lt;" && rest.substr(0, 4) != "&gt;";
    const auto length = reference ? markup::decode_entity(rest, out) : 0;
    if (length == 0) out += rest.front();
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

std::string text_of_html(const std::string& html, Markup kind) {
  if (kind == Markup::none) return html;
  return markup::html_to_text(html, kind != Markup::blocks || has_blank_lines_for_paragraphs(html));
}

}  // namespace

std::string feed_line(const std::string& text) {
  const Markup kind = markup::markup_of(text);
  std::string line = kind == Markup::none ? text : markup::html_to_text(text);
  // A title is no place for markup: what was escaped comes to light, and goes as well.
  if (kind == Markup::entities && markup::markup_of(line) >= Markup::tags) line = markup::html_to_text(line);
  return text::one_line(text::clean(without_references(std::move(line))));
}

std::string feed_body(const std::string& html) {
  std::string text = html;
  Markup kind = markup::markup_of(text);
  std::string plain = text_of_html(text, kind);
  if (kind == Markup::entities && markup::markup_of(plain) >= Markup::tags) {  // escaped twice
    text = std::move(plain);
    kind = markup::markup_of(text);
    plain = text_of_html(text, kind);
  }
  plain = text::clean(without_references(std::move(plain)));
  const bool lines_mean_nothing = kind == Markup::blocks && !has_blank_lines_for_paragraphs(text);
  return without_feed_furniture(lines_mean_nothing ? text::paragraphs(plain) : reflow(plain));
}

std::string feed_line(const Node* field) { return field ? feed_line(raw(*field)) : std::string(); }

std::string feed_body(const Node* field) { return field ? feed_body(raw(*field)) : std::string(); }

}  // namespace backfile::readers
