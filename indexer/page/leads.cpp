// What is called a lead, or stands beside the headline as a paragraph.
#include "indexer/page/leads.h"

#include <string>

#include "indexer/page/elements.h"
#include "indexer/page/likeness.h"

namespace backfile::page {
namespace {

using markup::Node;

constexpr std::uint32_t kShortest = 40, kLongest = 1'500;  // letters

constexpr std::uint32_t kMostNodes = 50;  // in a headline

/// The last heading before the root that is the title, else the last <h1>.
const Node* headline_before(const Outline& outline, const Node& root, std::string_view title) {
  const std::string wanted = bare(title);
  const Node* headline = nullptr;
  for (std::size_t i = root.index; i-- > 1;) {
    const Node& node = *outline.nodes[i];
    if (!heading_level(node.name) || outline.ends[i] - i > kMostNodes) continue;
    if (node.attribute("itemprop") == "headline" || (!wanted.empty() && bare(markup::text_of(node)) == wanted)) return &node;
    if (!headline && node.is("h1")) headline = &node;
  }
  return headline;
}

/// Where `node` and the root part is not far above either.
bool is_near(const Outline& outline, const Node& node, const Node& root) {
  constexpr int kSteps = 3;
  const Node* above = node.parent;
  for (int step = 0; step < kSteps && above; ++step, above = above->parent)
    if (outline.holds(*above, root)) return true;
  return false;
}

bool has_text(const Figures& figures) {
  return figures.prose > 0 && figures.letters >= kShortest && figures.letters <= kLongest && figures.linked * 3 < figures.letters;
}

}  // namespace

std::vector<const Node*> leads_of(const Outline& outline, const NamesByNode& names, const Left& left, const Node& root,
                                  std::string_view title) {
  std::vector<const Node*> leads;
  const Node* headline = headline_before(outline, root, title);
  for (std::size_t i = headline ? outline.ends[headline->index] : 1; i < root.index;) {
    const Node& node = *outline.nodes[i];
    const bool leaves = (left[i] && !names[i].lead) || is_furniture_element(node);
    const bool beside = headline && node.is("p") && node.parent == headline->parent;
    const bool called = names[i].lead && !heading_level(node.name) && (headline || is_near(outline, node, root));
    if (leaves || (!node.is_text() && !outline.holds(node, root) && (called || beside) && has_text(outline.figures[i]))) {
      if (!leaves) leads.push_back(&node);
      i = outline.ends[i];
    } else {
      ++i;
    }
  }
  return leads;
}

}  // namespace backfile::page
