// A page as the lines that a reader sees, each with what the markup around it says it is.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/markup/tree.h"
#include "indexer/page/vocabulary.h"

namespace backfile::page {

inline constexpr std::size_t kLongestLine =
    400;  // bytes kept of a line; longer ones are running text, which says nothing about the article

struct Line {
  std::string text;                       // one line, clean, at most kLongestLine bytes
  std::string_view datetime{};            // of the <time> or <abbr> that it stands in
  const markup::Node* element = nullptr;  // the innermost element that it fills
  std::size_t at = 0;                     // bytes of visible text before it
  std::uint16_t hints = 0;                // of that element and those around it that hold little else
  std::uint16_t zone = 0;                 // kElsewhere bits of everything around it
  int heading = 0;                        // 1 to 6 inside <h1> to <h6>
  bool link = false;                      // most of it is in links
  std::string_view href{};                // where the first of them leads
  bool follows = false;                   // the line before it stands in the same block: a label perhaps
  bool cut = false;                       // there is more of it
};

/// Lines are broken where blocks end, and around elements that say they hold an author or a date.
class PageLines {
 public:
  explicit PageLines(const markup::Document& tree);
  const std::vector<Line>& all() const { return lines_; }
  /// Zones again, without what the elements around the headline say: a page may call everything `teaser`.
  void set_headline(const Line& headline);

 private:
  void set_zones(const markup::Node* exempt);

  const markup::Document& tree_;
  std::vector<std::uint16_t> own_;  // hints of each node
  std::vector<Line> lines_;
};

}  // namespace backfile::page
