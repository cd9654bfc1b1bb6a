// Document order makes sums simple: children come after their parents, so one pass from the end adds each node to the one above.
#include "indexer/page/outline.h"

#include "indexer/wording/words.h"

namespace backfile::page {

Outline outline_of(const markup::Document& document) {
  Outline outline;
  outline.nodes.resize(document.nodes());
  outline.ends.resize(document.nodes());
  const markup::Node& root = document.root();
  for (const markup::Node* node = &root; node; node = markup::next_within(*node, root)) {
    outline.nodes[node->index] = node;
    outline.ends[node->index] = node->index + 1;
  }
  for (std::size_t i = outline.nodes.size(); i-- > 1;) {
    const markup::Node* node = outline.nodes[i];
    if (node && node->parent) outline.ends[node->parent->index] = std::max(outline.ends[node->parent->index], outline.ends[i]);
  }
  return outline;
}

float prose_of(const Block& block) {
  constexpr std::uint32_t kLine = 60, kCrumb = 25;  // letters: a full line of text, and less than half of one
  if (block.kind == Kind::heading || block.is_mostly_links()) return 0;
  if (block.letters < kCrumb) return block.kind == Kind::row && block.linked == 0 ? static_cast<float>(block.letters) / 2 : 0;
  const float own = static_cast<float>(block.letters) - 2 * static_cast<float>(block.linked);
  if (own <= 0) return 0;
  if (block.letters >= kLine) return own;
  return wording::ends_like_a_sentence(block.text) ? own : own / 4;
}

void sum_up(Outline& outline, const std::vector<Block>& blocks) {
  outline.figures.assign(outline.nodes.size(), {});
  for (const Block& block : blocks) {
    Figures& figures = outline.figures[block.node->index];
    const float prose = prose_of(block);
    figures.letters += block.letters;
    figures.linked += block.linked;
    figures.elsewhere += block.elsewhere;
    figures.prose += prose;
    const markup::Node* above = block.kind == Kind::loose ? block.node : block.node->parent;
    if (!above) continue;
    const float near = block.kind == Kind::item || block.kind == Kind::row ? prose / 3 : prose;  // lists stand everywhere
    outline.figures[above->index].near_prose += near;
    if (above->parent) outline.figures[above->parent->index].near_prose += near / 2;
  }
  for (std::size_t i = outline.nodes.size(); i-- > 1;) {
    const Figures& own = outline.figures[i];
    if (own.letters == 0) continue;
    Figures& above = outline.figures[outline.nodes[i]->parent->index];
    above.letters += own.letters;
    above.linked += own.linked;
    above.elsewhere += own.elsewhere;
    above.prose += own.prose;
  }
}

}  // namespace backfile::page
