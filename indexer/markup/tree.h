// A parsed document, HTML or XML alike: elements and texts in one tree that lives in memory of its own.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::markup {

struct Attribute {
  std::string_view name;   // local name, without prefix; lower case in HTML
  std::string_view space;  // namespace URI; empty for none and in HTML
  std::string_view value;  // entities decoded
};

/// An element or a run of text. Everything it refers to belongs to its Document and lives as long.
struct Node {
  std::string_view name;   // an element's local name, lower case in HTML; empty for a text and for the document itself
  std::string_view space;  // namespace URI, or a prefix that nothing declares; empty for none and in HTML
  std::string_view text;   // of a text; never empty there
  std::span<const Attribute> attributes;
  const Node* parent = nullptr;
  const Node *first = nullptr, *last = nullptr;  // children
  const Node *previous = nullptr, *next = nullptr;
  std::uint32_t index = 0;  // in document order, from 0 (the document itself): for tables beside the tree

  bool is_text() const { return !text.empty(); }
  bool is(std::string_view element) const { return name == element; }
  /// The attribute's value; empty where there is none. Namespaces make no difference.
  std::string_view attribute(std::string_view attribute_name) const;
  bool has(std::string_view attribute_name) const;
  /// The first child element of that name; null where there is none.
  const Node* child(std::string_view element) const;
};

/// The next node in document order within `top`, children first; null after the last. Visits `top` itself only where the walk begins there.
const Node* next_within(const Node& node, const Node& top);
/// The same, without the children of `node`.
const Node* next_beside(const Node& node, const Node& top);

/// The first descendant element of that name; null where there is none.
const Node* find(const Node& top, std::string_view element);
std::vector<const Node*> find_all(const Node& top, std::string_view element);
/// Child elements of that name.
std::vector<const Node*> children(const Node& parent, std::string_view element);

/// All text below, as it stands: for one value use text::one_line on it.
std::string text_of(const Node& node);

/// Memory in blocks, given back all at once or down to a mark.
class Arena {
 public:
  struct Mark {
    std::size_t block = 0, used = 0;
  };
  /// Aligned for any Node or Attribute. bytes > 0.
  void* take(std::size_t bytes);
  std::string_view keep(std::string_view text);
  Mark mark() const { return {block_, used_}; }
  void release(Mark mark);
  std::size_t bytes() const { return total_; }

 private:
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };
  std::vector<Block> blocks_;
  std::size_t block_ = 0, used_ = 0, total_ = 0;
};

/// A tree and its memory. Movable; nodes stay where they are.
class Document {
 public:
  Document();
  /// The document itself: its children are the top-level elements.
  const Node& root() const { return *root_; }
  /// The top-level element; null in an empty document.
  const Node* top() const;
  std::size_t nodes() const { return count_; }

 private:
  friend class TreeBuilder;
  std::unique_ptr<Arena> arena_, names_;  // names of elements and attributes, each once, outlive the records they were met in
  Node* root_;
  std::uint32_t count_ = 1;
};

}  // namespace backfile::markup
