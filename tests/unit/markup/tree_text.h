// A tree as one line, for tests: `a(x=1 "text" b("more"))`.
#pragma once
#include <string>
#include <string_view>

#include "indexer/markup/tree.h"

namespace backfile::markup {

inline std::string tree_text(const Node& node) {
  if (node.is_text()) return "\"" + std::string(node.text) + "\"";
  std::string out(node.name), inside;
  for (const Attribute& attribute : node.attributes)
    inside += (inside.empty() ? "" : " ") + std::string(attribute.name) + "=" + std::string(attribute.value);
  for (const Node* child = node.first; child; child = child->next) inside += (inside.empty() ? "" : " ") + tree_text(*child);
  return inside.empty() ? out : out + "(" + inside + ")";
}

}  // namespace backfile::markup
