// Certain signs only: an indented line, a short line that ends a sentence. In doubt a block is one paragraph.
#include "indexer/readers/alto_text.h"

#include <algorithm>

#include "indexer/readers/alto_hyphens.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using namespace wording;

const AltoLine& line_of(const AltoSegment& segment) { return segment.file->lines[segment.line]; }

std::string_view first_word(const AltoSegment& segment) { return segment.file->content(segment.file->words[segment.begin]); }
std::string_view last_word(const AltoSegment& segment) { return segment.file->content(segment.file->words[segment.end - 1]); }

bool same_block(const AltoSegment& a, const AltoSegment& b) { return a.file == b.file && line_of(a).block == line_of(b).block; }

/// Pieces of one line of print, which recognition cuts at wide gaps.
bool same_row(const AltoSegment& a, const AltoSegment& b) {
  const AltoBox &one = line_of(a).box, &other = line_of(b).box;
  const std::int64_t overlap = std::min(std::int64_t{one.y} + one.height, std::int64_t{other.y} + other.height) - std::max(one.y, other.y);
  return overlap * 2 > std::min(one.height, other.height) && (other.x >= one.x + one.width || one.x >= other.x + other.width);
}

class Paragraphs {
 public:
  explicit Paragraphs(const std::vector<AltoSegment>& segments) : segments_(segments) {}

  /// Whether a paragraph begins with segment i > 0.
  bool begins(std::size_t i) const {
    const AltoSegment &before = segments_[i - 1], &segment = segments_[i];
    if (same_block(before, segment) && !segment.begins_part) return begins_within_block(i);
    // A column ends, and the sentence goes on in the next.
    const bool goes_on = begins_with_small_letter(first_word(segment)) && !ends_like_a_sentence(last_word(before));
    return !goes_on;
  }

 private:
  bool begins_within_block(std::size_t i) const {
    const AltoBox &before = line_of(segments_[i - 1]).box, &box = line_of(segments_[i]).box;
    if (before.empty() || box.empty() || same_row(segments_[i - 1], segments_[i])) return false;
    if (!ends_like_a_sentence(last_word(segments_[i - 1])) || begins_with_small_letter(first_word(segments_[i]))) return false;
    const std::int64_t height = std::max(before.height, box.height), column = std::max(before.width, box.width);
    return is_indented(i, height, column) || ends_short(i, height, column);
  }

  /// Against the lines above and below, not against the block: pages are seldom straight.
  bool is_indented(std::size_t i, std::int64_t height, std::int64_t column) const {
    const std::int64_t x = line_of(segments_[i]).box.x;
    const auto in_from = [&](std::size_t other) {
      const std::int64_t indent = x - line_of(segments_[other]).box.x;
      return indent * 2 > height && indent * 3 < column;
    };
    const bool last = i + 1 == segments_.size() || !same_block(segments_[i], segments_[i + 1]);
    return in_from(i - 1) && (last || in_from(i + 1));
  }

  bool ends_short(std::size_t i, std::int64_t height, std::int64_t column) const {
    const AltoBox &before = line_of(segments_[i - 1]).box, &box = line_of(segments_[i]).box;
    const std::int64_t missing = std::int64_t{box.x} + box.width - before.x - before.width;
    return column > 8 * height && missing * 4 > column && std::abs(std::int64_t{box.x} - before.x) < 3 * height;
  }

  const std::vector<AltoSegment>& segments_;
};

class Writer {
 public:
  Writer(const std::vector<AltoSegment>& segments, AltoLayout layout) : segments_(segments), layout_(layout), paragraphs_(segments) {}

  AltoText written() {
    bool first_is_taken = false;  // as the second part of the word before
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const AltoSegment& segment = segments_[i];
      if (!first_is_taken && i > 0 && !out_.text.empty()) out_.text += break_before(i);
      std::uint32_t word = segment.begin + (first_is_taken ? 1 : 0);
      first_is_taken = false;
      for (; word < segment.end; ++word) {
        if (word > segment.begin) space_before(segment, word);
        if (word + 1 == segment.end && i + 1 < segments_.size() && rejoin(i, word))
          first_is_taken = true;
        else
          put(segment, word);
      }
    }
    return std::move(out_);
  }

 private:
  std::string_view break_before(std::size_t i) const {
    if (layout_ == AltoLayout::paragraphs && paragraphs_.begins(i)) return "\n\n";
    return unspaced(first_word(segments_[i])) ? "" : " ";
  }

  /// No space between Chinese characters and the like, wherever the line was broken.
  bool unspaced(std::string_view next) const { return is_unspaced(last_character(out_.text)) && is_unspaced(first_character(next)); }

  void space_before(const AltoSegment& segment, std::uint32_t word) {
    const AltoWord& next = segment.file->words[word];
    if (next.space_before && !unspaced(segment.file->content(next))) out_.text += ' ';
  }

  void box(const AltoSegment& segment, const AltoWord& word, std::size_t begin) {
    if (word.box.empty()) return;
    out_.boxes.push_back({false, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(out_.text.size() - begin), segment.page,
                          word.box.x, word.box.y, word.box.width, word.box.height});
  }

  void put(const AltoSegment& segment, std::uint32_t number) {
    const AltoWord& word = segment.file->words[number];
    const std::size_t begin = out_.text.size();
    if (number + 1 == segment.end)
      out_.text += alone(*segment.file, word);
    else
      out_.text += segment.file->content(word);
    box(segment, word, begin);
  }

  bool rejoin(std::size_t i, std::uint32_t number) {
    const AltoSegment &segment = segments_[i], &next = segments_[i + 1];
    const AltoWord &first = segment.file->words[number], &second = next.file->words[next.begin];
    if (number + 1 != line_of(segment).end) return false;  // the line went on, in another text
    const auto word = rejoined(*segment.file, first, *next.file, second);
    if (!word) return false;
    const std::size_t begin = out_.text.size();
    out_.text += *word;
    box(segment, first, begin);
    box(next, second, begin);
    return true;
  }

  const std::vector<AltoSegment>& segments_;
  AltoLayout layout_;
  Paragraphs paragraphs_;
  AltoText out_;
};

}  // namespace

AltoText text_of_segments(const std::vector<AltoSegment>& segments, AltoLayout layout) { return Writer(segments, layout).written(); }

void MeanConfidence::add(const std::vector<AltoSegment>& segments) {
  for (const AltoSegment& segment : segments) {
    for (std::uint32_t i = segment.begin; i < segment.end; ++i) {
      const AltoWord& word = segment.file->words[i];
      if (word.confidence < 0) continue;
      sum_ += static_cast<std::uint64_t>(word.confidence);
      ++count_;
    }
  }
}

std::optional<int> MeanConfidence::mean() const {
  if (count_ == 0) return std::nullopt;
  return static_cast<int>((sum_ + count_ / 2) / count_);
}

}  // namespace backfile::readers
