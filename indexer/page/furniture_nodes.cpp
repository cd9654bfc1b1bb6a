// Names and elements decide, unless most of the page's text is within: then the name means something else here.
#include "indexer/page/furniture_nodes.h"

#include "indexer/page/elements.h"

namespace backfile::page {
namespace {

using markup::Node;

/// Of the page's running text: an element that holds more is no furniture, whatever its name.
constexpr float kMostOfThePage = 0.4F, kMostOfTheArticle = 0.3F;

bool is_structure(const Node& node) { return node.is("html") || node.is("body"); }

bool is_furniture_element(const Node& node) {
  return node.is("aside") || node.is("footer") || node.is("form") || node.is("fieldset") || node.is("figure") || node.is("figcaption") ||
         node.is("caption") || node.is("address");
}

/// A figure around a table, a quotation or code is no picture.
bool is_picture(const Node& figure) {
  for (const Node* node = figure.first; node; node = markup::next_within(*node, figure))
    if (node->is("table") || node->is("blockquote") || node->is("pre")) return false;
  return true;
}

}  // namespace

NamesByNode names_by_node(const Outline& outline, const Deadline& deadline) {
  NamesByNode names(outline.nodes.size());
  for (std::size_t i = 0; i < outline.nodes.size(); ++i) {
    if (i % 1024 == 1023 && deadline.passed()) break;
    const Node* node = outline.nodes[i];
    if (node && !node->is_text()) names[i] = names_of(*node);
  }
  return names;
}

Left around_article(const Outline& outline, const NamesByNode& names) {
  Left left(outline.nodes.size());
  const float all = outline.figures.empty() ? 0 : outline.figures[0].prose;
  // Whether an element marked as the text, with a good part of the page's, is below.
  std::vector<bool> holds_body(outline.nodes.size());
  for (std::size_t i = outline.nodes.size(); i-- > 1;) {
    const Node* node = outline.nodes[i];
    if (!node) continue;
    if (names[i].body && !names[i].comments && outline.figures[i].prose > 0.25F * all) holds_body[i] = true;
    if (node->is("h1")) holds_body[i] = true;
    if (holds_body[i] && node->parent) holds_body[node->parent->index] = true;
  }
  for (std::size_t i = 1; i < outline.nodes.size(); ++i) {
    const Node* node = outline.nodes[i];
    if (!node || node->is_text() || is_structure(*node)) continue;
    const bool named = names[i].around || names[i].hidden || node->is("aside") || node->is("footer") || node->is("form");
    if (!named || names[i].body || holds_body[i]) continue;
    const bool much = outline.figures[i].prose > kMostOfThePage * all;
    if (!much || names[i].comments) left[i] = true;
  }
  return left;
}

void leave_within(const Outline& outline, const NamesByNode& names, const Node& root, Left& left) {
  const float all = outline.figures[root.index].prose;
  for (std::size_t i = root.index + 1; i < outline.ends[root.index]; ++i) {
    const Node* node = outline.nodes[i];
    if (!node || node->is_text()) continue;
    const bool much = outline.figures[i].prose > kMostOfTheArticle * all;
    if (much) continue;
    if (node->is("figure") && !is_picture(*node)) continue;
    if (names[i].within || names[i].around || names[i].hidden || is_furniture_element(*node)) left[i] = true;
  }
}

}  // namespace backfile::page
