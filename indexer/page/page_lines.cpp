// One walk in document order. Text gathers until something ends the line.
#include "indexer/page/page_lines.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "indexer/page/elements.h"
#include "indexer/text/charset.h"

namespace backfile::page {
namespace {

using markup::Node;

bool is_inline(const Node& element) { return flow_of(element.name) == Flow::inside; }

/// What of an element's hints goes down to the lines in it: a `meta` around the whole page says nothing.
constexpr std::size_t kSmallElement = 300;  // bytes of text

class LineWriter {
 public:
  LineWriter(const markup::Document& tree, const std::vector<std::uint16_t>& own, std::vector<Line>& lines)
      : tree_(tree), own_(own), lines_(lines), sizes_(own.size(), 0) {}

  void run() {
    measure();
    const Node& root = tree_.root();
    for (const Node* node = root.first; node != nullptr;) {
      if (node->is_text()) {
        text(*node);
      } else {
        enter(*node);
      }
      if (node->first && !(own_[node->index] & kHidden)) {
        node = node->first;
        continue;
      }
      while (node != nullptr && node != &root) {
        if (!node->is_text()) leave(*node);
        if (node->next) break;
        node = node->parent;
      }
      node = node == nullptr || node == &root ? nullptr : node->next;
    }
    end_line();
  }

 private:
  /// Visible text below each element: what has been seen goes up when an element ends, so it is one walk.
  void measure() {
    std::vector<const Node*> order;
    const Node& root = tree_.root();
    for (const Node* node = &root; node; node = next_within(*node, root)) order.push_back(node);
    for (auto node = order.rbegin(); node != order.rend(); ++node) {
      const auto index = (*node)->index;
      if (own_[index] & kHidden) sizes_[index] = 0;
      if ((*node)->is_text()) sizes_[index] = (*node)->text.size();
      if ((*node)->parent) sizes_[(*node)->parent->index] += sizes_[index];
    }
  }

  bool breaks(const Node& element) const {
    if (inside_heading_) return heading_level(element.name) != 0;  // a kicker in a block of its own is still a part of it
    return !is_inline(element) || (own_[element.index] & (kAuthorHint | kDateHint | kModifiedHint | kSubtitleHint)) != 0;
  }

  void enter(const Node& element) {
    if (own_[element.index] & kHidden) return;
    if (breaks(element))
      end_line(!is_inline(element) && !element.is("time"));
    else if (!is_inline(element) || (element.is("span") && element.previous && element.previous->is("span")))
      line_.text += ' ';
    if (element.is("a") && element.has("href") && sizes_[element.index] <= kLongestLine) link_ = &element;
    if (inside_heading_ && (own_[element.index] & (kBesideTitle | kSubtitleHint))) ++beside_;
    if (const int level = heading_level(element.name); level > 0 && sizes_[element.index] <= kLongestLine) inside_heading_ = level;
    if (element.is("time") || element.is("abbr"))
      datetime_ = element.is("time") ? element.attribute("datetime") : element.attribute("title");
  }

  void leave(const Node& element) {
    if (own_[element.index] & kHidden) return;
    if (breaks(element)) end_line(!is_inline(element) && !element.is("time"));
    if (!breaks(element) && !is_inline(element)) line_.text += ' ';
    if (beside_ > 0 && (own_[element.index] & (kBesideTitle | kSubtitleHint))) --beside_;
    if (heading_level(element.name)) inside_heading_ = beside_ = 0;
    if (&element == link_) link_ = nullptr;
    if (element.is("time") || element.is("abbr")) datetime_ = {};
  }

  void text(const Node& node) {
    if (node.parent && (own_[node.parent->index] & kHidden)) return;
    Gathered& gathered = beside_ > 0 ? beside_line_ : line_;
    if (node.text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      if (gathered.first == nullptr) gathered.first = &node;
      gathered.last = &node;
      if (link_ && gathered.linked == 0) gathered.href = link_->attribute("href");
      if (link_) gathered.linked += node.text.size();
    }
    seen_ += node.text.size();
    if (gathered.text.size() < 2 * kLongestLine) gathered.text += node.text;
    if (!datetime_.empty()) line_datetime_ = datetime_;
  }

  void end_line(bool block = true) {
    std::string line = text::one_line(line_.text), beside = text::one_line(beside_line_.text);
    if (line.empty()) {
      line = std::exchange(beside, {});
      if (!line.empty()) line_ = beside_line_;
    }
    if (line.empty() && line_datetime_.empty()) {
      follows_ = follows_ && !block;
      line_.text.clear();
      if (block) line_ = {};
      return;
    }
    if (line_.first != nullptr && !line.empty()) add(std::move(line), line_);
    if (!beside.empty()) {
      inside_heading_ = 0;
      add(std::move(beside), beside_line_);
      lines_.back().hints &= static_cast<std::uint16_t>(~kTitleHint);
    }
    line_ = beside_line_ = {};
    line_datetime_ = {};
    follows_ = !block;
  }

  /// The text nodes of a line.
  struct Gathered {
    std::string text;
    const Node *first = nullptr, *last = nullptr;
    std::size_t linked = 0;   // bytes of it in links
    std::string_view href{};  // of the first of them
  };

  void add(std::string text, const Gathered& gathered) {
    Line line;
    line.cut = text.size() > kLongestLine;
    if (line.cut) {
      text.resize(kLongestLine);
      text = text::clean(std::move(text));
    }
    line.text = std::move(text);
    line.at = seen_;
    line.datetime = line_datetime_;
    line.heading = inside_heading_;
    line.follows = follows_;
    line.element = gathered.first->parent;
    line.link = gathered.linked * 2 > line.text.size();
    if (line.link) line.href = gathered.href;
    const std::size_t bytes = line.text.size() + 40;
    // Up to the largest element that holds little else: bounded, for a page may nest a thousand elements around a word.
    constexpr int kMostLevels = 12;
    int level = 0;
    for (const Node* around = gathered.first->parent; around && around->parent && level < kMostLevels; around = around->parent, ++level) {
      const std::size_t size = sizes_[around->index];
      if (size > kSmallElement && size > bytes * 2) break;
      line.hints |= own_[around->index];
      if (gathered.first == gathered.last || size <= bytes) line.element = around;
    }
    lines_.push_back(std::move(line));
  }

  const markup::Document& tree_;
  const std::vector<std::uint16_t>& own_;
  std::vector<Line>& lines_;
  std::vector<std::size_t> sizes_;
  Gathered line_, beside_line_;  // the latter of a heading: its kicker, which is a line of its own
  std::string_view datetime_, line_datetime_;
  const Node* link_ = nullptr;  // that is open
  std::size_t seen_ = 0;
  int inside_heading_ = 0;
  int beside_ = 0;  // elements open within the heading that stand beside the title
  bool follows_ = false;
};

bool is_never_shown(const Node& element) {
  return element.is("script") || element.is("style") || element.is("template") || element.is("head") || element.is("svg");
}

/// A <noscript> that the parser could not end before the page did, or a page that a script shows: what holds most of the text is not
/// hidden.
void uncover(const markup::Document& tree, std::vector<std::uint16_t>& own) {
  std::vector<std::size_t> sizes(own.size(), 0);
  std::vector<const Node*> order;
  const Node& root = tree.root();
  for (const Node* node = &root; node; node = next_within(*node, root)) order.push_back(node);
  for (auto node = order.rbegin(); node != order.rend(); ++node) {
    auto& size = sizes[(*node)->index];
    if (is_never_shown(**node)) size = 0;
    if ((*node)->is_text()) size = (*node)->text.size();
    if ((*node)->parent) sizes[(*node)->parent->index] += size;
  }
  for (const Node* node : order) {
    if (sizes[node->index] * 2 > sizes[0]) own[node->index] &= static_cast<std::uint16_t>(~kElsewhere);
  }
}

}  // namespace

PageLines::PageLines(const markup::Document& tree) : tree_(tree), own_(tree.nodes(), 0) {
  const Node& root = tree.root();
  for (const Node* node = root.first; node; node = next_within(*node, root)) {
    if (!node->is_text()) own_[node->index] = hints_of(*node);
  }
  uncover(tree, own_);
  LineWriter(tree, own_, lines_).run();
  set_zones(nullptr);
}

void PageLines::set_headline(const Line& headline) { set_zones(headline.element); }

void PageLines::set_zones(const Node* exempt) {
  std::vector<bool> free(own_.size(), false);
  for (const Node* node = exempt; node; node = node->parent) free[node->index] = true;
  std::vector<std::uint16_t> zones(own_.size(), 0);
  const Node& root = tree_.root();
  for (const Node* node = root.first; node; node = next_within(*node, root)) {
    zones[node->index] = zones[node->parent->index];
    if (!free[node->index]) zones[node->index] |= own_[node->index] & kElsewhere;
  }
  for (Line& line : lines_) line.zone = zones[line.element->index];
}

}  // namespace backfile::page
