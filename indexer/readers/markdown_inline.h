// What is within a line of Markdown: emphasis, links, images, code, tags.
#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace backfile::readers {

/// Reads the texts of one document. Total work is linear in their size.
class MarkdownInline {
 public:
  /// references: the names of link definitions, in lower case. Must outlive this.
  explicit MarkdownInline(const std::set<std::string>& references) : references_(references) {}

  /// The plain text of a paragraph's source, whose line ends are spaces but for hard breaks, which are '\n'. A link's text stays, its
  /// address goes; images go; code stays as it is.
  std::string text_of(std::string_view source);

 private:
  const std::set<std::string>& references_;
  std::size_t wasted_ = 0, seen_ = 0;  // bytes looked at in vain for the end of a link's address, and bytes of all sources
  friend class MarkdownSpan;
};

}  // namespace backfile::readers
