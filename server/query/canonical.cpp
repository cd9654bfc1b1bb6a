// A query tree as text.
#include <algorithm>

#include "indexer/analysis/acronyms.h"
#include "server/query/ast.h"
#include "server/query/characters.h"
#include "server/query/word_syntax.h"

namespace backfile::query {
namespace {

bool is_text(const Node& node) { return node.kind == NodeKind::word || node.kind == NodeKind::phrase; }

bool has_capitals(const Node& node) {
  return (is_text(node) && analysis::all_capitals(node.text)) || std::any_of(node.children.begin(), node.children.end(), has_capitals);
}

bool has_others(const Node& node) {
  if (is_text(node)) return node.distance > 0 || (has_letters(node.text) && !analysis::all_capitals(node.text));
  const bool syntax = node.kind == NodeKind::field || node.kind == NodeKind::dates || node.kind == NodeKind::wildcard;
  return syntax || std::any_of(node.children.begin(), node.children.end(), has_others);
}

class Writer {
 public:
  explicit Writer(bool group_or) : group_or_(group_or) {}

  // As deep as the tree, whose depth the parser bounds.
  void write(const Node& node) {
    switch (node.kind) {
      case NodeKind::everything:
        return;
      case NodeKind::nothing:
        text += "\"\"";
        return;
      case NodeKind::word:
        text += node.text;
        return write_distance(node.distance);
      case NodeKind::phrase:
        text += '"' + node.text + '"';
        return write_distance(node.distance);
      case NodeKind::wildcard:
        text += node.text;
        return;
      case NodeKind::dates:
        return write_dates(node);
      case NodeKind::field:
        text += prefix_name(node.field);
        text += ':';
        return write_grouped(node.children.front());
      case NodeKind::all:
        return write_joined(node, " ");
      case NodeKind::any:
        return group_or_ ? write_in_parentheses(node) : write_joined(node, " OR ");
      case NodeKind::synonyms:
        return write_in_parentheses(node);
      case NodeKind::exclude:
        text += '-';
        return write_grouped(node.children.front());
    }
  }

  std::string text;

 private:
  void write_joined(const Node& node, const char* separator) {
    bool first = true;
    for (const auto& child : node.children) {
      if (!first) text += separator;
      first = false;
      if (child.kind == NodeKind::all) text += '(';
      write(child);
      if (child.kind == NodeKind::all) text += ')';
    }
  }

  void write_in_parentheses(const Node& node) {
    text += '(';
    write_joined(node, " OR ");
    text += ')';
  }

  void write_grouped(const Node& child) {
    const bool group = child.kind == NodeKind::all || (child.kind == NodeKind::any && !group_or_) || child.kind == NodeKind::exclude;
    if (group) text += '(';
    write(child);
    if (group) text += ')';
  }

  void write_distance(int distance) {
    if (distance > 0) text += '~' + std::to_string(distance);
  }

  void write_dates(const Node& node) {
    if (!node.to)
      text += "after:" + article::to_iso(node.from);
    else if (!node.from)
      text += "before:" + article::to_iso(node.to);
    else
      text += "date:" + date_range_text(node.from, node.to);
  }

  const bool group_or_;
};

}  // namespace

std::string canonical(const Node& root) {
  // In a query all in capitals the parser takes an OR for a word, unless it stands in parentheses.
  Writer writer(has_capitals(root) && !has_others(root));
  writer.write(root);
  return std::move(writer.text);
}

}  // namespace backfile::query
