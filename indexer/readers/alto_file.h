// An ALTO file as readers need it: its words in lines in blocks, with their boxes, and which of them every ID stands for. ALTO 1 to 4, with
// and without namespaces.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/article/scan.h"
#include "indexer/markup/xml.h"
#include "indexer/readers/reader.h"

namespace backfile::readers {

struct AltoBox {
  std::int32_t x = 0, y = 0, width = 0, height = 0;
  bool empty() const { return width <= 0 && height <= 0; }
};

struct AltoWord {
  std::uint32_t begin = 0, length = 0;              // of its content, in AltoFile::text; never empty
  std::uint32_t whole_begin = 0, whole_length = 0;  // SUBS_CONTENT: the whole word of which it is a part; empty where it is none
  AltoBox box;
  std::uint32_t line = 0;
  std::int16_t confidence = -1;                  // thousandths; -1 where the file has none
  bool first_part = false, second_part = false;  // HypPart1, HypPart2
  bool space_before = true;
};

/// Words and lines are numbered through the file; `end` is one past the last.
struct AltoLine {
  std::uint32_t begin = 0, end = 0;  // words
  std::uint32_t block = 0;
  AltoBox box;
  bool hyphen = false;  // a HYP ends it
};

struct AltoBlock {
  std::uint32_t begin = 0, end = 0;  // lines
  std::uint32_t page = 0;            // index into AltoFile::pages
  AltoBox box;
  std::string id, next;  // IDNEXT
};

struct AltoPage {
  std::int32_t width = 0, height = 0;
  std::string label;    // printed number, else the picture's number
  int confidence = -1;  // PC, thousandths
};

struct WordRange {
  std::uint32_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

struct AltoFile {
  std::string text;  // contents one after another
  std::vector<AltoWord> words;
  std::vector<AltoLine> lines;
  std::vector<AltoBlock> blocks;
  std::vector<std::uint32_t> order;  // blocks in reading order
  std::vector<AltoPage> pages;
  std::unordered_map<std::string, WordRange> ids;  // of strings, lines, blocks, composed blocks, pages
  std::unordered_set<std::string> compounds;       // "well-known", in lower case, as written within a line
  std::string image;                               // fileName of sourceImageInformation
  std::string language;                            // canonical; of the blocks, where most agree
  article::ScanUnit unit = article::ScanUnit::pixel;
  std::vector<std::string> problems;  // what was put right, for warnings
  std::string broken;                 // why the rest could not be read; empty where it could

  std::string_view content(const AltoWord& word) const { return std::string_view(text).substr(word.begin, word.length); }
  std::string_view whole(const AltoWord& word) const { return std::string_view(text).substr(word.whole_begin, word.whole_length); }
};

/// Any bytes give a file, empty at worst.
AltoFile read_alto(source::ByteStream& bytes, const Options& options);

}  // namespace backfile::readers
