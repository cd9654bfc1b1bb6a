// ReadingOrder is ALTO 4.3's; IDNEXT is as old as ALTO and hardly used.
#include "indexer/readers/alto_order.h"

#include <algorithm>
#include <numeric>

namespace backfile::readers {
namespace {

using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

/// Blocks in the order in which ReadingOrder names them or something that holds them.
std::vector<std::uint32_t> named_in_order(const markup::Node& reading_order, const AltoFile& file) {
  std::vector<std::uint32_t> named;
  for (const markup::Node* node = reading_order.first; node; node = markup::next_within(*node, reading_order)) {
    if (!node->is("ElementRef")) continue;
    const auto found = file.ids.find(std::string(node->attribute("REF")));
    if (found == file.ids.end() || found->second.empty()) continue;
    const std::uint32_t begin = file.lines[file.words[found->second.begin].line].block;
    const std::uint32_t end = file.lines[file.words[found->second.end - 1].line].block;
    for (std::uint32_t block = begin; block <= end; ++block) named.push_back(block);
  }
  return named;
}

/// Chains of blocks that name the next one. A chain that bites its tail is followed once.
std::vector<std::uint32_t> chained(const AltoFile& file) {
  Numbers numbers;
  for (std::uint32_t i = 0; i < file.blocks.size(); ++i) numbers.emplace(file.blocks[i].id, i);
  std::vector<bool> is_next(file.blocks.size()), seen(file.blocks.size());
  const auto next_of = [&](std::uint32_t block) {
    const auto found = file.blocks[block].next.empty() ? numbers.end() : numbers.find(file.blocks[block].next);
    return found == numbers.end() ? file.blocks.size() : found->second;
  };
  for (std::uint32_t i = 0; i < file.blocks.size(); ++i)
    if (const std::size_t next = next_of(i); next < is_next.size()) is_next[next] = true;
  std::vector<std::uint32_t> order;
  for (std::uint32_t start = 0; start < file.blocks.size(); ++start) {
    if (is_next[start]) continue;
    for (std::size_t at = start; at < file.blocks.size() && !seen[at]; at = next_of(static_cast<std::uint32_t>(at))) {
      seen[at] = true;
      order.push_back(static_cast<std::uint32_t>(at));
    }
  }
  return order;
}

}  // namespace

void put_in_order(const markup::Node& tree, AltoFile& file) {
  std::vector<std::uint32_t> order;
  if (const markup::Node* reading_order = markup::find(tree, "ReadingOrder")) order = named_in_order(*reading_order, file);
  if (order.empty() && std::any_of(file.blocks.begin(), file.blocks.end(), [](const AltoBlock& block) { return !block.next.empty(); }))
    order = chained(file);
  std::vector<std::size_t> rank(file.blocks.size(), 0);  // 0: not named
  for (std::size_t i = 0; i < order.size(); ++i)
    if (rank[order[i]] == 0) rank[order[i]] = i + 1;
  std::size_t before = 0;
  for (std::size_t& r : rank) r = before = r == 0 ? before : r;
  file.order.resize(file.blocks.size());
  std::iota(file.order.begin(), file.order.end(), 0u);
  std::stable_sort(file.order.begin(), file.order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return file.blocks[a].page != file.blocks[b].page ? file.blocks[a].page < file.blocks[b].page : rank[a] < rank[b];
  });
}

}  // namespace backfile::readers
