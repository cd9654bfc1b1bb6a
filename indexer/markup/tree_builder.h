// Parser events to a tree.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/markup/tree.h"

namespace backfile::markup {

class TreeBuilder {
 public:
  /// The document must outlive this.
  explicit TreeBuilder(Document& document) : document_(document), open_{document.root_} {}

  /// The names and values are copied.
  void open(std::string_view name, std::string_view space, const std::vector<Attribute>& attributes);
  void close();
  /// Joined to a text right before it.
  void text(std::string_view text);

  /// Elements open now, without the document itself.
  std::size_t depth() const { return open_.size() - 1; }
  const Node& innermost() const { return *open_.back(); }
  std::size_t nodes() const { return document_.count_; }

  /// Forgets everything built from the mark on. `last` was the last child of the innermost open element then.
  struct Mark {
    Arena::Mark arena;
    const Node* last = nullptr;
    std::uint32_t count = 0;
  };
  Mark mark();
  void release(const Mark& mark);

 private:
  Node* append();
  void end_text();
  std::string_view interned(std::string_view name);

  Document& document_;
  std::vector<Node*> open_;
  std::string pending_;  // text whose end has not been seen
  std::unordered_map<std::string_view, std::string_view> names_;
};

}  // namespace backfile::markup
