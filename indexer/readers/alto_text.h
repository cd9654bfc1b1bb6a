// Words of ALTO files to a text: lines joined, cut words rejoined, paragraphs found, each word's place in the text kept with its box.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "indexer/article/scan.h"
#include "indexer/readers/alto_file.h"

namespace backfile::readers {

/// Words of one line of one file that belong to the text.
struct AltoSegment {
  const AltoFile* file = nullptr;
  std::uint32_t line = 0, begin = 0, end = 0;  // words of that line
  std::uint32_t page = 0;                      // index into the article's Scan::pages
  bool begins_part = false;                    // of what the METS or the reading order makes one thing: a paragraph begins
};

struct AltoText {
  std::string text;
  std::vector<article::WordBox> boxes;  // of words that have one; in_title not set
};

enum class AltoLayout { paragraphs, one_line };

/// The segments in reading order.
AltoText text_of_segments(const std::vector<AltoSegment>& segments, AltoLayout layout);

/// Mean word confidence.
class MeanConfidence {
 public:
  void add(const std::vector<AltoSegment>& segments);
  /// Thousandths; nothing where no word has any.
  std::optional<int> mean() const;

 private:
  std::uint64_t sum_ = 0, count_ = 0;
};

}  // namespace backfile::readers
