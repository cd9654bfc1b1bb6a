// The steps in order: blocks of the whole page, what surrounds the article, where the article is, its blocks, its paragraphs.
#include "indexer/page/main_text.h"

#include <algorithm>

#include "indexer/page/blocks.h"
#include "indexer/page/furniture_nodes.h"
#include "indexer/page/outline.h"
#include "indexer/page/root.h"
#include "indexer/text/charset.h"

namespace backfile::page {

std::string main_text_of(const markup::Document& document, const Deadline& deadline) {
  Outline outline = outline_of(document);
  sum_up(outline, blocks_of(document.root(), {}, deadline));
  const NamesByNode names = names_by_node(outline, deadline);
  Left left = around_article(outline, names);
  sum_up(outline, blocks_of(document.root(), left, deadline));
  const markup::Node& root = article_root(outline, names);
  leave_within(outline, names, root, left);
  const std::vector<Block> blocks = blocks_of(root, left, deadline);
  std::string body;
  if (std::all_of(blocks.begin(), blocks.end(), [](const Block& block) { return block.is_mostly_links(); })) return body;
  for (const Block& block : blocks) {
    if (!body.empty()) body += "\n\n";
    body += block.text;
  }
  return text::clean(std::move(body));
}

}  // namespace backfile::page
