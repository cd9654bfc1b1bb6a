// First what designers call the text, then <article>, then the element with the most running text right below it.
#include "indexer/page/root.h"

#include <algorithm>

namespace backfile::page {
namespace {

using markup::Node;

float link_share(const Figures& figures) {
  return figures.letters ? static_cast<float>(figures.linked) / static_cast<float>(figures.letters) : 0;
}

/// The one with the most running text among those that `wanted` names; of nested ones with the same text the innermost.
template <class Wanted>
const Node* richest(const Outline& outline, const Wanted& wanted) {
  const Node* best = nullptr;
  for (std::size_t i = 1; i < outline.nodes.size(); ++i) {
    const Node* node = outline.nodes[i];
    if (!node || node->is_text() || !wanted(*node)) continue;
    if (!best || outline.figures[i].prose > outline.figures[best->index].prose ||
        (outline.holds(*best, *node) && outline.figures[i].prose > 0.95F * outline.figures[best->index].prose))
      best = node;
  }
  return best;
}

/// A text may come in several parts of the same name, with pictures and advertisements between them: then the element around them,
/// unless it holds much else.
template <class Wanted>
const Node* with_other_parts(const Outline& outline, const Node* best, const Wanted& wanted) {
  if (!best || !best->parent) return best;
  const Node* around = best->parent;
  float parts = 0;
  for (std::size_t i = around->index + 1; i < outline.ends[around->index];) {
    const bool part = !outline.nodes[i]->is_text() && wanted(*outline.nodes[i]);
    if (part) parts += outline.figures[i].prose;
    i = part ? outline.ends[i] : i + 1;
  }
  return parts > 1.1F * outline.figures[best->index].prose && parts > 0.7F * outline.figures[around->index].prose ? around : best;
}

/// Right below it stands the most running text.
const Node* densest(const Outline& outline, const NamesByNode& names) {
  const Node* best = nullptr;
  float best_score = 0;
  for (std::size_t i = 1; i < outline.nodes.size(); ++i) {
    const Node* node = outline.nodes[i];
    const Figures& figures = outline.figures[i];
    if (!node || node->is_text() || figures.near_prose <= 0) continue;
    const float named = names[i].body ? 1.5F : names[i].article ? 1.2F : 1;
    const float score = figures.near_prose * named * (1 - link_share(figures));
    if (score > best_score) {
      best = node;
      best_score = score;
    }
  }
  return best;
}

/// Up to where the text's other parts are: as long as an element around holds clearly more text and hardly more links.
const Node* widened(const Outline& outline, const Node* node) {
  const Node* best = node;
  for (const Node* above = node->parent; above && above->parent; above = above->parent) {
    const Figures &inner = outline.figures[best->index], &outer = outline.figures[above->index];
    if (outer.prose > 1.15F * inner.prose && link_share(outer) < std::max(0.15F, 1.5F * link_share(inner))) best = above;
  }
  return best;
}

}  // namespace

const Node& article_root(const Outline& outline, const NamesByNode& names) {
  const float all = outline.figures[0].prose;
  const auto is_good = [&](const Node* node, float share) { return node && outline.figures[node->index].prose > share * all; };
  const auto is_body = [&](const Node& node) { return names[node.index].body; };
  const Node* body = with_other_parts(outline, richest(outline, is_body), is_body);
  if (is_good(body, 0.6F)) return *body;
  const Node* dense = densest(outline, names);
  if (dense) dense = widened(outline, dense);
  const Node* article = richest(outline, [](const Node& node) { return node.is("article"); });
  if (is_good(article, 0.6F)) return *article;
  if (dense) return *dense;
  return *outline.nodes[0];
}

}  // namespace backfile::page
