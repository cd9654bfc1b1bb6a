// Line by line, so that a page with a box for every letter costs no more memory than one without, and a page cut off loses one line.
#include "indexer/readers/alto_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <tuple>

#include "indexer/article/language.h"
#include "indexer/readers/alto_order.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

/// The fullest page of a newspaper has some 15,000.
constexpr std::size_t kMaxWords = 300'000;

/// "123", "123.45", " 12 "; nothing that is no number, or too large for a page.
bool number(std::string_view text, double& value) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc() && std::abs(value) < 1e9;
}

std::int32_t position(std::string_view text) {
  double value = 0;
  return number(text, value) ? static_cast<std::int32_t>(std::lround(value)) : 0;
}

/// WC and PC are 0 to 1; some programs write per cent.
std::int16_t thousandths(std::string_view text) {
  double value = 0;
  if (!number(text, value) || value < 0 || value > 100) return -1;
  return static_cast<std::int16_t>(std::lround(value > 1 ? value * 10 : value * 1000));
}

AltoBox box_of(const Node& node) {
  return {position(node.attribute("HPOS")), position(node.attribute("VPOS")), position(node.attribute("WIDTH")),
          position(node.attribute("HEIGHT"))};
}

bool is_plain(std::string_view content) {
  return std::none_of(content.begin(), content.end(), [](unsigned char c) { return c <= ' ' || c >= 0x7F; });
}

class Builder {
 public:
  explicit Builder(AltoFile& file) : file_(file) {}

  /// Lines are forgotten one by one; what is around them stays until the end.
  void line(const Node& node) {
    AltoLine line;
    line.begin = word_count();
    line.block = block_of(node.parent);
    line.box = box_of(node);
    space_ = false;
    for (const Node* child = node.first; child; child = child->next) {
      if (child->is("String")) {
        word(*child);
        line.hyphen = false;
      } else if (child->is("SP")) {
        space_ = true;
      } else if (child->is("HYP")) {
        line.hyphen = true;
      }
    }
    line.end = word_count();
    if (line.begin == line.end) return;
    file_.lines.push_back(line);
    file_.blocks[line.block].end = static_cast<std::uint32_t>(file_.lines.size());
    count_language(*node.parent, line.end - line.begin);
    for (const Node* at = &node; at; at = at->parent) remember(*at, {line.begin, line.end});
  }

  /// What can be said only at the end: whether spaces are elements of their own here, and what language most words are in.
  void finish(const Node& tree) {
    const std::size_t gaps = file_.words.size() - std::min(file_.words.size(), file_.lines.size());
    const bool spaces_are_elements = spaces_ * 3 >= gaps;
    for (const AltoLine& line : file_.lines)
      for (std::uint32_t i = line.begin + 1; i < line.end; ++i) file_.words[i].space_before |= !spaces_are_elements || is_gap(i);
    if (const Node* unit = markup::find(tree, "MeasurementUnit")) file_.unit = article::scan_unit(text::one_line(markup::text_of(*unit)));
    if (const Node* image = markup::find(tree, "fileName")) file_.image = text::one_line(text::clean(markup::text_of(*image)));
    const auto most =
        std::max_element(languages_.begin(), languages_.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != languages_.end()) file_.language = article::canonical_language(most->first);
    for (const Node* page : markup::find_all(tree, "Page")) page_of_element(*page);
    put_in_order(tree, file_);
  }

 private:
  std::uint32_t word_count() const { return static_cast<std::uint32_t>(file_.words.size()); }

  void remember(const Node& node, WordRange range) {
    const std::string_view id = node.attribute("ID");
    if (id.empty()) return;
    const auto [entry, is_new] = file_.ids.try_emplace(std::string(id), range);
    if (!is_new) entry->second.end = std::max(entry->second.end, range.end);
  }

  std::uint32_t page_of(const Node& block) {
    const Node* at = &block;
    while (at && !at->is("Page")) at = at->parent;
    return at ? page_of_element(*at) : page_without_element();
  }

  std::uint32_t page_without_element() {
    if (file_.pages.empty()) file_.pages.emplace_back();
    return static_cast<std::uint32_t>(file_.pages.size() - 1);
  }

  std::uint32_t page_of_element(const Node& node) {
    const auto [entry, is_new] = pages_.try_emplace(&node, static_cast<std::uint32_t>(file_.pages.size()));
    if (!is_new) return entry->second;
    AltoPage page;
    page.width = position(node.attribute("WIDTH"));
    page.height = position(node.attribute("HEIGHT"));
    page.confidence = thousandths(node.attribute("PC"));
    page.label = text::one_line(node.attribute("PRINTED_IMG_NR"));
    if (page.label.empty()) page.label = text::one_line(node.attribute("PHYSICAL_IMG_NR"));
    file_.pages.push_back(std::move(page));
    return entry->second;
  }

  void count_language(const Node& block, std::size_t words) {
    std::string_view language = block.attribute("LANG");
    if (language.empty()) language = block.attribute("language");
    if (!language.empty() && languages_.size() < 100) languages_[std::string(language)] += words;
  }

  /// Of the block that the lines are in now.
  std::uint32_t block_of(const Node* node) {
    if (file_.blocks.empty() || node != block_node_) {
      AltoBlock block;
      block.begin = block.end = static_cast<std::uint32_t>(file_.lines.size());
      block.page = page_of(*node);
      block.box = box_of(*node);
      block.id = node->attribute("ID");
      block.next = node->attribute("IDNEXT");
      file_.blocks.push_back(std::move(block));
      block_node_ = node;
    }
    return static_cast<std::uint32_t>(file_.blocks.size() - 1);
  }

  std::pair<std::uint32_t, std::uint32_t> keep(std::string_view content) {
    const auto begin = static_cast<std::uint32_t>(file_.text.size());
    if (is_plain(content))
      file_.text += content;
    else
      file_.text += text::one_line(text::clean(std::string(content)));
    return {begin, static_cast<std::uint32_t>(file_.text.size()) - begin};
  }

  void word(const Node& node) {
    AltoWord word;
    std::tie(word.begin, word.length) = keep(node.attribute("CONTENT"));
    if (word.length == 0) return;
    word.line = static_cast<std::uint32_t>(file_.lines.size());
    word.box = box_of(node);
    word.confidence = thousandths(node.attribute("WC"));
    if (const std::string_view part = node.attribute("SUBS_TYPE"); part == "HypPart1" || part == "HypPart2") {
      word.first_part = part == "HypPart1";
      word.second_part = !word.first_part;
      std::tie(word.whole_begin, word.whole_length) = keep(node.attribute("SUBS_CONTENT"));
    }
    word.space_before = space_;
    spaces_ += space_;
    space_ = false;
    const std::string_view content = file_.content(word);
    if (const auto hyphen = content.find('-', 1); hyphen != content.npos && hyphen + 2 < content.size() && file_.compounds.size() < 10'000)
      file_.compounds.insert(wording::lower(wording::strip_punctuation(content)));
    file_.words.push_back(word);
    remember(node, {word_count() - 1, word_count()});
  }

  /// Where spaces are elements, what has none between is one word whose letters differ in style, unless there is a gap on the paper.
  bool is_gap(std::uint32_t i) const {
    const AltoBox &before = file_.words[i - 1].box, &box = file_.words[i].box;
    return !before.empty() && !box.empty() && (std::int64_t{box.x} - before.x - before.width) * 4 > std::max(before.height, box.height);
  }

  AltoFile& file_;
  std::map<const Node*, std::uint32_t> pages_;
  std::map<std::string, std::size_t> languages_;
  const Node* block_node_ = nullptr;
  std::size_t spaces_ = 0;
  bool space_ = false;
};

}  // namespace

AltoFile read_alto(source::ByteStream& bytes, const Options& options) {
  AltoFile file;
  Builder builder(file);
  markup::XmlLimits limits;
  limits.max_bytes = options.max_record_bytes;
  limits.max_seconds = options.max_record_seconds;
  auto outcome = markup::read_xml(
      bytes, limits, [](std::string_view name, std::string_view) { return name == "TextLine"; },
      [&](const Node& line) {
        builder.line(line);
        return file.words.size() < kMaxWords;
      },
      [&](const std::string& reason) { file.problems.push_back("a line " + reason); });
  if (file.words.size() >= kMaxWords) outcome.broken = "it has more than " + std::to_string(kMaxWords) + " words, the limit for a file";
  builder.finish(outcome.tree.root());
  for (std::string& problem : outcome.problems) file.problems.push_back(std::move(problem));
  file.broken = std::move(outcome.broken);
  return file;
}

}  // namespace backfile::readers
