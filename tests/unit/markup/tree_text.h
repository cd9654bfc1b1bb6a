// A tree as one line, for tests: `a(x=1 "text" b("more"))`; and bytes as a stream that gives few at a time.
#pragma once
#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "indexer/markup/tree.h"
#include "indexer/source/source.h"

namespace backfile::markup {

inline std::string tree_text(const Node& node) {
  if (node.is_text()) return "\"" + std::string(node.text) + "\"";
  std::string out(node.name), inside;
  for (const Attribute& attribute : node.attributes)
    inside += (inside.empty() ? "" : " ") + std::string(attribute.name) + "=" + std::string(attribute.value);
  for (const Node* child = node.first; child; child = child->next) inside += (inside.empty() ? "" : " ") + tree_text(*child);
  return inside.empty() ? out : out + "(" + inside + ")";
}

class SlowBytes : public source::ByteStream {
 public:
  SlowBytes(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const auto n = std::min({size, step_, bytes_.size()});
    std::memcpy(buffer, bytes_.data(), n);
    bytes_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view bytes_;
  std::size_t step_;
};

}  // namespace backfile::markup
