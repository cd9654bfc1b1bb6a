// What makes boxes and texts belong together.
#include "indexer/article/scan.h"

namespace backfile::article {

namespace {

bool at_border(const std::string& text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

}  // namespace

std::string_view name(ScanUnit unit) {
  switch (unit) {
    case ScanUnit::mm10:
      return "mm10";
    case ScanUnit::inch1200:
      return "inch1200";
    case ScanUnit::pixel:
      break;
  }
  return "pixel";
}

ScanUnit scan_unit(std::string_view name) {
  std::string lower(name.substr(0, 16));
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (lower == "mm10") return ScanUnit::mm10;
  return lower == "inch1200" ? ScanUnit::inch1200 : ScanUnit::pixel;
}

bool fits(const Scan& scan, const std::string& title, const std::string& body) {
  if (scan.confidence && (*scan.confidence < 0 || *scan.confidence > 1000)) return false;
  bool in_title = true;
  std::size_t begin = 0;
  for (const WordBox& word : scan.words) {
    if (word.in_title && !in_title) return false;
    if (in_title != word.in_title) begin = 0;
    in_title = word.in_title;
    const std::string& text = word.in_title ? title : body;
    const std::size_t end = std::size_t{word.begin} + word.length;
    if (word.begin < begin || end > text.size() || word.page >= scan.pages.size()) return false;
    if (word.length == 0 || !at_border(text, word.begin) || !at_border(text, end)) return false;
    begin = word.begin;
  }
  return true;
}

}  // namespace backfile::article
