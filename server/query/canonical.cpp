// A query tree as text.
#include "server/query/ast.h"
#include "server/query/word_syntax.h"

namespace backfile::query {
namespace {

void write(const Node& node, std::string& out);

void write_joined(const Node& node, const char* separator, NodeKind grouped, std::string& out) {
  bool first = true;
  for (const auto& child : node.children) {
    if (!first) out += separator;
    first = false;
    const bool parentheses = child.kind == grouped;
    if (parentheses) out += '(';
    write(child, out);
    if (parentheses) out += ')';
  }
}

void write_grouped(const Node& child, std::string& out) {
  const bool group = child.kind == NodeKind::all || child.kind == NodeKind::any || child.kind == NodeKind::exclude;
  if (group) out += '(';
  write(child, out);
  if (group) out += ')';
}

void write_distance(int distance, std::string& out) {
  if (distance > 0) out += '~' + std::to_string(distance);
}

void write_dates(const Node& node, std::string& out) {
  if (!node.to)
    out += "after:" + article::to_iso(node.from);
  else if (!node.from)
    out += "before:" + article::to_iso(node.to);
  else
    out += "date:" + date_range_text(node.from, node.to);
}

// As deep as the tree, whose depth the parser bounds.
void write(const Node& node, std::string& out) {
  switch (node.kind) {
    case NodeKind::everything:
      return;
    case NodeKind::nothing:
      out += "\"\"";
      return;
    case NodeKind::word:
      out += node.text;
      return write_distance(node.distance, out);
    case NodeKind::phrase:
      out += '"' + node.text + '"';
      return write_distance(node.distance, out);
    case NodeKind::wildcard:
      out += node.text;
      return;
    case NodeKind::dates:
      return write_dates(node, out);
    case NodeKind::field:
      out += prefix_name(node.field);
      out += ':';
      return write_grouped(node.children.front(), out);
    case NodeKind::all:
      return write_joined(node, " ", NodeKind::all, out);
    case NodeKind::any:
      return write_joined(node, " OR ", NodeKind::all, out);
    case NodeKind::exclude:
      out += '-';
      return write_grouped(node.children.front(), out);
  }
}

}  // namespace

std::string canonical(const Node& root) {
  std::string out;
  write(root, out);
  return out;
}

}  // namespace backfile::query
