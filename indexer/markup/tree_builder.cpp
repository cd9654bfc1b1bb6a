#include "indexer/markup/tree_builder.h"

#include <algorithm>
#include <new>

namespace backfile::markup {

std::string_view TreeBuilder::interned(std::string_view name) {
  if (name.empty()) return {};
  const auto found = names_.find(name);
  if (found != names_.end()) return found->second;
  const std::string_view kept = document_.names_->keep(name);
  names_.emplace(kept, kept);
  return kept;
}

Node* TreeBuilder::append() {
  Node* const parent = open_.back();
  Node* const node = new (document_.arena_->take(sizeof(Node))) Node;
  node->parent = parent;
  node->index = document_.count_++;
  node->previous = parent->last;
  // Nodes are const to readers only; the builder made them all.
  if (parent->last)
    const_cast<Node*>(parent->last)->next = node;
  else
    parent->first = node;
  parent->last = node;
  return node;
}

void TreeBuilder::end_text() {
  if (pending_.empty()) return;
  append()->text = document_.arena_->keep(pending_);
  pending_.clear();
}

void TreeBuilder::open(std::string_view name, std::string_view space, const std::vector<Attribute>& attributes) {
  end_text();
  Node* const node = append();
  node->name = interned(name);
  node->space = interned(space);
  if (!attributes.empty()) {
    auto* const kept = static_cast<Attribute*>(document_.arena_->take(attributes.size() * sizeof(Attribute)));
    for (std::size_t i = 0; i < attributes.size(); ++i) {
      const Attribute& given = attributes[i];
      new (kept + i) Attribute{interned(given.name), interned(given.space), document_.arena_->keep(given.value)};
    }
    node->attributes = {kept, attributes.size()};
  }
  open_.push_back(node);
}

void TreeBuilder::close() {
  end_text();
  if (open_.size() > 1) open_.pop_back();
}

void TreeBuilder::text(std::string_view text) { pending_ += text; }

TreeBuilder::Mark TreeBuilder::mark() {
  end_text();
  return {document_.arena_->mark(), open_.back()->last, document_.count_};
}

void TreeBuilder::release(const Mark& mark) {
  pending_.clear();
  Node* const parent = open_.back();
  if (mark.last)
    const_cast<Node*>(mark.last)->next = nullptr;
  else
    parent->first = nullptr;
  parent->last = mark.last;
  document_.count_ = mark.count;
  document_.arena_->release(mark.arena);
}

}  // namespace backfile::markup
