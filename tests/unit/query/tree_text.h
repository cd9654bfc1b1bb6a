// A query tree as compact text, for tables: all(word coal, any(phrase[general strike], word lockout), exclude(word football)).
#pragma once
#include <string>

#include "server/query/ast.h"

namespace backfile::query {

inline std::string tree_text(const Node& node) {
  const auto children = [&] {
    std::string out;
    for (const auto& child : node.children) out += (out.empty() ? "" : ", ") + tree_text(child);
    return "(" + out + ")";
  };
  switch (node.kind) {
    case NodeKind::everything:
      return "everything";
    case NodeKind::nothing:
      return "nothing";
    case NodeKind::word:
      return "word " + node.text + (node.distance > 0 ? "~" + std::to_string(node.distance) : "");
    case NodeKind::phrase:
      return "phrase[" + node.text + "]" + (node.distance > 0 ? "~" + std::to_string(node.distance) : "");
    case NodeKind::wildcard:
      return "wildcard " + node.text;
    case NodeKind::dates:
      return "dates " + article::to_iso(node.from) + ".." + article::to_iso(node.to);
    case NodeKind::field:
      return std::string(schema::info(node.field).name) + children();
    case NodeKind::all:
      return "all" + children();
    case NodeKind::any:
      return "any" + children();
    case NodeKind::synonyms:
      return "synonyms" + children();
    case NodeKind::exclude:
      return "exclude" + children();
  }
  return {};
}

}  // namespace backfile::query
