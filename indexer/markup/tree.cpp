// The arena, the walks, and nothing of any syntax.
#include "indexer/markup/tree.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace backfile::markup {

namespace {
constexpr std::size_t kBlockBytes = 64 * 1024;
}

std::string_view Node::attribute(std::string_view attribute_name) const {
  for (const Attribute& attribute : attributes)
    if (attribute.name == attribute_name) return attribute.value;
  return {};
}

bool Node::has(std::string_view attribute_name) const {
  return std::any_of(attributes.begin(), attributes.end(), [&](const Attribute& attribute) { return attribute.name == attribute_name; });
}

const Node* Node::child(std::string_view element) const {
  for (const Node* node = first; node; node = node->next)
    if (node->name == element) return node;
  return nullptr;
}

const Node* next_beside(const Node& node, const Node& top) {
  for (const Node* at = &node; at != &top; at = at->parent)
    if (at->next) return at->next;
  return nullptr;
}

const Node* next_within(const Node& node, const Node& top) { return node.first ? node.first : next_beside(node, top); }

const Node* find(const Node& top, std::string_view element) {
  for (const Node* node = top.first; node; node = next_within(*node, top))
    if (node->name == element) return node;
  return nullptr;
}

std::vector<const Node*> find_all(const Node& top, std::string_view element) {
  std::vector<const Node*> found;
  for (const Node* node = top.first; node; node = next_within(*node, top))
    if (node->name == element) found.push_back(node);
  return found;
}

std::vector<const Node*> children(const Node& parent, std::string_view element) {
  std::vector<const Node*> found;
  for (const Node* node = parent.first; node; node = node->next)
    if (node->name == element) found.push_back(node);
  return found;
}

std::string text_of(const Node& node) {
  std::string text(node.text);
  for (const Node* at = node.first; at; at = next_within(*at, node)) text += at->text;
  return text;
}

void* Arena::take(std::size_t bytes) {
  constexpr std::size_t kAlign = alignof(std::max_align_t);
  bytes = (bytes + kAlign - 1) / kAlign * kAlign;
  while (block_ < blocks_.size() && used_ + bytes > blocks_[block_].size) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) {
    const std::size_t size = std::max(bytes, kBlockBytes);
    blocks_.push_back({std::make_unique<std::byte[]>(size), size});
    total_ += size;
    used_ = 0;
  }
  void* const taken = blocks_[block_].bytes.get() + used_;
  used_ += bytes;
  return taken;
}

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  char* const kept = static_cast<char*>(take(text.size()));
  std::memcpy(kept, text.data(), text.size());
  return {kept, text.size()};
}

void Arena::release(Mark mark) {
  block_ = mark.block;
  used_ = mark.used;
  // Blocks behind the mark are kept for the next record, unless one long record has made them many.
  constexpr std::size_t kSpareBlocks = 64;
  while (blocks_.size() > block_ + kSpareBlocks) {
    total_ -= blocks_.back().size;
    blocks_.pop_back();
  }
}

Document::Document() : arena_(std::make_unique<Arena>()), names_(std::make_unique<Arena>()), root_(new (arena_->take(sizeof(Node))) Node) {}

const Node* Document::top() const {
  const Node* node = root_->first;
  while (node && node->is_text()) node = node->next;
  return node;
}

}  // namespace backfile::markup
