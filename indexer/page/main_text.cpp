// The steps in order: blocks of the whole page, what surrounds the article, where the article is, its blocks, its paragraphs.
#include "indexer/page/main_text.h"

#include <algorithm>
#include <unordered_map>

#include "indexer/page/blocks.h"
#include "indexer/page/furniture_nodes.h"
#include "indexer/page/leads.h"
#include "indexer/page/outline.h"
#include "indexer/page/root.h"
#include "indexer/text/charset.h"
#include "indexer/wording/url_parts.h"

namespace backfile::page {
namespace {

/// Items of one list and rows of one table are lines of one paragraph.
bool are_lines_of_one(const Block& a, const Block& b) {
  if (a.kind != b.kind || (a.kind != Kind::item && a.kind != Kind::row)) return false;
  return a.node->parent == b.node->parent;
}

/// The page's host; where its address is not known, the one that most of its links name.
std::string host_of_page(const Outline& outline, const About& about) {
  constexpr std::size_t kEnough = 2'000, kLongestAddress = 300;
  if (!about.url.empty()) return wording::host_of(about.url);
  std::unordered_map<std::string, std::size_t> counts;
  std::size_t seen = 0;
  for (const markup::Node* node : outline.nodes) {
    if (!node->is("a") || !node->attribute("href").starts_with("http")) continue;
    ++counts[wording::host_of(node->attribute("href").substr(0, kLongestAddress))];
    if (++seen == kEnough) break;
  }
  std::string host;
  std::size_t most = 2;  // one or two links say nothing
  for (const auto& [name, count] : counts) {
    if (count < most || (count == most && name > host)) continue;
    host = name;
    most = count;
  }
  return host;
}

}  // namespace

std::string main_text_of(const markup::Document& document, const About& about, const Deadline& deadline) {
  Outline outline = outline_of(document);
  const std::string host = host_of_page(outline, about);
  sum_up(outline, blocks_of(document.root(), {}, {}, deadline));
  const NamesByNode names = names_by_node(outline, deadline);
  Left left = around_article(outline, names);
  sum_up(outline, blocks_of(document.root(), left, host, deadline));
  const markup::Node& root = article_root(outline, names);
  leave_within(outline, names, root, left);
  std::vector<Block> blocks;
  for (const markup::Node* lead : leads_of(outline, names, left, root, about.title))
    for (Block& block : blocks_of(*lead, left, host, deadline)) blocks.push_back(std::move(block));
  for (Block& block : blocks_of(root, left, host, deadline)) blocks.push_back(std::move(block));
  std::string body;
  if (std::all_of(blocks.begin(), blocks.end(), [](const Block& block) { return block.is_mostly_links(); })) return body;
  if (deadline.passed()) return body;
  trim(blocks, about, deadline);
  const Block* before = nullptr;
  for (const Block& block : blocks) {
    if (before) body += are_lines_of_one(*before, block) ? "\n" : "\n\n";
    body += block.text;
    before = &block;
  }
  return text::clean(std::move(body));
}

}  // namespace backfile::page
