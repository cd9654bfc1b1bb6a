// Where an article's words stand on the scanned pages, so that a match can be shown on the picture, and how sure the recognition was.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::article {

/// What the numbers of boxes and pages count, as ALTO names it. Numbers of the stored form: never renumber.
enum class ScanUnit : std::uint8_t { pixel, mm10, inch1200 };  // tenths of a millimetre, 1/1200 inch

/// "pixel", "mm10", "inch1200".
std::string_view name(ScanUnit unit);
/// The unit of that name, in any case; pixel for a name that is none.
ScanUnit scan_unit(std::string_view name);

struct PageImage {
  std::string address;                 // a URL, or a path as the material writes it; empty where it names no picture
  std::string label;                   // the page as printed: "A1"
  std::int32_t width = 0, height = 0;  // in `unit`; 0 where unknown
  ScanUnit unit = ScanUnit::pixel;
  bool operator==(const PageImage&) const = default;
};

/// One word or part of a word on a page. A word cut at a line's end has two boxes, both for the whole word, in reading order.
struct WordBox {
  bool in_title = false;                             // else in the body
  std::uint32_t begin = 0, length = 0;               // bytes of UTF-8 in that text
  std::uint32_t page = 0;                            // index into Scan::pages
  std::int32_t x = 0, y = 0, width = 0, height = 0;  // from the page's top left corner, in the page's unit
  bool operator==(const WordBox&) const = default;
};

/// Whether pages and boxes are wanted: of a digitised article they outweigh everything else, and few questions need them.
enum class Boxes { with, without };

struct Scan {
  std::vector<PageImage> pages;
  std::vector<WordBox> words;     // those of the title first; within a text by `begin`
  std::optional<int> confidence;  // mean over the article's words, in thousandths: 0 to 1000
  bool operator==(const Scan&) const = default;
  bool empty() const { return pages.empty() && words.empty() && !confidence; }
};

/// Whether every box lies within its text, at the borders of characters, names a page there is, and the order is as above. What comes from
/// outside (JSON, stored bytes) and does not hold is dropped as a whole.
bool fits(const Scan& scan, const std::string& title, const std::string& body);

}  // namespace backfile::article
