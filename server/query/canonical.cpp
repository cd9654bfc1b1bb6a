// A query tree as text.
#include "server/query/ast.h"

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

void write_exclude(const Node& child, std::string& out) {
  const bool leaf = child.kind == NodeKind::word || child.kind == NodeKind::phrase;
  out += leaf ? "-" : "-(";
  write(child, out);
  if (!leaf) out += ')';
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
      return;
    case NodeKind::phrase:
      out += '"' + node.text + '"';
      return;
    case NodeKind::all:
      return write_joined(node, " ", NodeKind::all, out);
    case NodeKind::any:
      return write_joined(node, " OR ", NodeKind::all, out);
    case NodeKind::exclude:
      return write_exclude(node.children.front(), out);
  }
}

}  // namespace

std::string canonical(const Node& root) {
  std::string out;
  write(root, out);
  return out;
}

}  // namespace backfile::query
