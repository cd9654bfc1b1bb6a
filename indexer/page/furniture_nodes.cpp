// Names and elements decide, unless most of the page's text is within: then the name means something else here.
#include "indexer/page/furniture_nodes.h"

#include <string>
#include <unordered_set>
#include "indexer/page/elements.h"

namespace backfile::page {
namespace {

using markup::Node;

/// A list or a box with little in it but links: other stories, sections, tags.
bool is_link_list(const Node& node, const Figures& figures) {
  if (node.is_text() || flow_of(node.name) != Flow::apart || node.is("p") || node.is("li") || node.is("blockquote") || node.is("td") ||
      node.is("tr") || node.is("th") || heading_level(node.name))
    return false;
  if (figures.elsewhere * 2 > figures.linked && (node.is("ul") || node.is("ol"))) return false;  // sources, offers: the author's own list
  return figures.linked > 20 && figures.linked * 10 > figures.letters * 6 && figures.prose * 4 < static_cast<float>(figures.letters);
}

/// Words of a paragraph, whatever they are called: `<p>… in the <a class="related">harbour</a> …`.
bool is_in_a_line(const Node& node) {
  if (flow_of(node.name) != Flow::inside || !node.parent || !node.parent->is("p")) return false;
  const auto is_words = [](const Node* beside) { return beside && beside->is_text() && count_letters(beside->text) > 8; };
  return is_words(node.previous) || is_words(node.next);
}

bool is_part_of_table(const Node& node) { return node.is("tr") || node.is("td") || node.is("th") || node.is("tbody") || node.is("thead"); }

/// Galleries and paywalls hide the article itself, part by part: then what is hidden is no furniture.
bool is_mostly_hidden(const Outline& outline, const NamesByNode& names) {
  float hidden = 0;
  for (std::size_t i = 1; i < outline.nodes.size();) {
    if (names[i].hidden && !names[i].around) hidden += outline.figures[i].prose;
    i = names[i].hidden || names[i].around ? outline.ends[i] : i + 1;
  }
  return hidden > 0.5F * outline.figures[0].prose;
}

/// Of the page's running text: an element that holds more is no furniture, whatever its name.
constexpr float kMostOfThePage = 0.4F, kMostOfTheArticle = 0.3F, kNearlyAllOfThePage = 0.85F;

bool is_structure(const Node& node) { return node.is("html") || node.is("body"); }

}  // namespace

bool is_furniture_element(const Node& node) {
  static const std::unordered_set<std::string_view> kElements = {
      "aside",  "footer", "form",   "fieldset", "figure", "figcaption", "caption", "address",  "nav",      "menu",   "noscript",
      "button", "dialog", "object", "map",      "canvas", "audio",      "video",   "noframes", "progress", "output", "head"};
  return kElements.contains(node.name);
}

NamesByNode names_by_node(const Outline& outline, const Deadline& deadline) {
  NamesByNode names(outline.nodes.size());
  for (std::size_t i = 0; i < outline.nodes.size(); ++i) {
    if (i % 1024 == 1023 && deadline.passed()) break;
    const Node* node = outline.nodes[i];
    if (node && !node->is_text()) names[i] = names_of(*node);
  }
  if (is_mostly_hidden(outline, names))
    for (Names& each : names) each.hidden = false;
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
    const bool named =
        names[i].around || names[i].hidden ||
        (is_furniture_element(*node) && !node->is("figure") && !node->is("figcaption") && !node->is("caption") && !node->is("address"));
    if (is_in_a_line(*node) && !names[i].hidden) continue;
    const bool lead = names[i].lead && !names[i].comments && outline.figures[i].linked * 4 < outline.figures[i].letters;
    if (!named || names[i].body || lead || holds_body[i]) continue;
    const float enough = names[i].comments ? kNearlyAllOfThePage : kMostOfThePage;  // readers may write more than the editors
    if (outline.figures[i].prose <= enough * all) left[i] = true;
  }
  return left;
}

void leave_within(const Outline& outline, const NamesByNode& names, const Node& root, Left& left) {
  const float all = outline.figures[root.index].prose;
  // A figure around a table, a quotation or code is no picture, a box for social media around a quotation no row of buttons.
  std::vector<bool> holds_text(outline.nodes.size());
  for (std::size_t i = outline.ends[root.index]; i-- > root.index;) {
    const Node* node = outline.nodes[i];
    if (node->is("table") || node->is("blockquote") || node->is("pre")) holds_text[i] = true;
    if (holds_text[i]) holds_text[node->parent ? node->parent->index : 0] = true;
  }
  for (std::size_t i = root.index + 1; i < outline.ends[root.index]; ++i) {
    const Node* node = outline.nodes[i];
    if (!node || node->is_text()) continue;
    const bool much = outline.figures[i].prose > kMostOfTheArticle * all;
    if (much) continue;
    if (is_link_list(*node, outline.figures[i])) {
      left[i] = true;
      continue;
    }
    if (is_in_a_line(*node) && !names[i].hidden) continue;
    if (holds_text[i] && !names[i].around) continue;
    if (names[i].lead && !names[i].comments && outline.figures[i].linked * 4 < outline.figures[i].letters) continue;
    if (is_part_of_table(*node)) continue;
    if (names[i].within || names[i].around || names[i].hidden || is_furniture_element(*node)) left[i] = true;
  }
}

}  // namespace backfile::page
