// Figures for every node of a page: how much running text is below it, how much of it is links.
#pragma once
#include <cstdint>
#include <vector>

#include "indexer/markup/tree.h"
#include "indexer/page/blocks.h"

namespace backfile::page {

struct Figures {
  std::uint32_t letters = 0, linked = 0, elsewhere = 0;  // as in Block
  float prose = 0;                                       // letters in blocks that read like running text, links taken off
  float near_prose = 0;                                  // the same, from blocks right below and, at half, from those one level deeper
};

struct Outline {
  std::vector<const markup::Node*> nodes;  // by index
  std::vector<std::uint32_t> ends;         // by index: one past the last node below
  std::vector<Figures> figures;            // by index

  bool holds(const markup::Node& outer, const markup::Node& inner) const {
    return outer.index <= inner.index && inner.index < ends[outer.index];
  }
};

/// Nodes and ends.
Outline outline_of(const markup::Document& document);

/// Sums the blocks' figures up to every node above them.
void sum_up(Outline& outline, const std::vector<Block>& blocks);

/// The share of a block that is taken for running text: 0 for headings, link lists and crumbs.
float prose_of(const Block& block);

}  // namespace backfile::page
