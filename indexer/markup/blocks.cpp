// One walk over the tree: text is appended, elements begin and end paragraphs, lines and cells.
#include "indexer/markup/blocks.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "indexer/text/charset.h"

namespace backfile::markup {
namespace {

using Names = std::unordered_set<std::string_view>;

constexpr std::string_view kBlocks =
    "p div h1 h2 h3 h4 h5 h6 ul ol dl li dt dd table blockquote section hr pre figure figcaption article aside header "
    "footer main address body form nav fieldset details summary center caption hgroup menu html nitf block hl1 hl2 bq "
    "credit fn note media hedline byline dateline abstract tagline body.content body.end body.head media-caption "
    "media-producer nitf-table headline para paragraph title subtitle lead content text";

/// Elements that break nothing by themselves. One that is in none of the lists depends on where it stands.
constexpr std::string_view kInlines =
    "a b i u em strong span img sup sub font small cite q abbr acronym big code dfn kbd samp tt var del ins s strike mark "
    "time bdo bdi wbr label ruby rb rt rp chron classifier copyrite event frac function lang location money num "
    "object.title org person pronounce state region country city sublocation virtloc alt-code name.given name.family "
    "frac-num frac-den frac-sep copyrite.year copyrite.holder byttl postaddr datasource thead tbody tfoot colgroup col";

constexpr std::string_view kDropped =
    "script style head noscript template iframe svg object applet button media-metadata media-object media-reference "
    "nitf-table-metadata select input link meta";

Names names_in(std::string_view list) {
  Names names;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    names.insert(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return names;
}

const Names& blocks() {
  static const Names kNames = names_in(kBlocks);
  return kNames;
}

const Names& inlines() {
  static const Names kNames = names_in(kInlines);
  return kNames;
}

const Names& dropped() {
  static const Names kNames = names_in(kDropped);
  return kNames;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\f") == text.npos; }

bool among(const Names& names, const Node& node) { return names.contains(node.name); }

bool is_cell(const Node& node) { return node.is("td") || node.is("th"); }

class Walk {
 public:
  Walk(const Node& top, IsLeftOut is_left_out) : top_(top), is_left_out_(is_left_out) {}

  std::string run() {
    for (const Node* node = &top_; node;) {
      const bool goes_in = enter(*node);
      if (goes_in && node->first) {
        node = node->first;
        continue;
      }
      if (goes_in) edge(*node, false);
      node = next(node);
    }
    return text::paragraphs(out_);
  }

 private:
  /// Leaves what ends behind `node`, and gives what follows.
  const Node* next(const Node* node) {
    while (node != &top_ && !node->next) {
      node = node->parent;
      edge(*node, false);
    }
    return node == &top_ ? nullptr : node->next;
  }

  /// False: not into it.
  bool enter(const Node& node) {
    if (node.is_text()) {
      append(node.text);
      return false;
    }
    if (&node != &top_ && (among(dropped(), node) || (is_left_out_ && is_left_out_(node)))) return false;
    if (node.is("br")) {
      cut_space();
      if (!out_.empty()) out_ += row_ ? ' ' : '\n';
      return false;
    }
    edge(node, true);
    return true;
  }

  void edge(const Node& node, bool begins) {
    if (node.is("pre")) preformatted_ += begins ? 1 : -1;
    if (!begins && &node == row_) row_ = nullptr;
    if (node.is("tr"))
      end_line();
    else if (is_cell(node) || is_block(node))
      end_paragraph();
    if (begins && node.is("tr") && !row_ && is_line(node)) row_ = &node;
  }

  /// A row is a line unless it lays out a page: a table within it, or a cell of several paragraphs.
  static bool is_line(const Node& row) {
    int paragraphs = 0;
    for (const Node* node = row.first; node; node = next_within(*node, row)) {
      if (node->is("table") || node->is("tr")) return false;
      if (is_cell(*node)) paragraphs = 0;
      if (node->is("p") && ++paragraphs > 1) return false;
    }
    return true;
  }

  bool is_block(const Node& node) {
    if (node.name.empty() || among(blocks(), node)) return true;
    if (among(inlines(), node) || !node.parent) return false;
    // Unknown: as what stands around it.
    const Node& parent = *node.parent;
    if (among(inlines(), parent) || parent.is("p") || parent.is("li") || is_cell(parent)) return false;
    return !holds_text(parent);
  }

  bool holds_text(const Node& parent) {
    const auto [known, is_new] = holds_text_.try_emplace(&parent, false);
    if (is_new) {
      for (const Node* node = parent.first; node && !known->second; node = node->next)
        known->second = node->is_text() && !is_blank(node->text);
    }
    return known->second;
  }

  void append(std::string_view text) {
    for (const char c : text) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      if (!space || preformatted_ > 0)
        out_ += c;
      else if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n')
        out_ += ' ';
    }
  }

  void cut_space() {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
  }

  void end_line() {
    cut_space();
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  }

  void end_paragraph() {
    cut_space();
    if (out_.empty()) return;
    if (!row_)
      out_ += "\n\n";
    else if (out_.back() != '\n')
      out_ += ' ';
  }

  const Node& top_;
  IsLeftOut is_left_out_;
  const Node* row_ = nullptr;  // the row that is written as one line
  int preformatted_ = 0;
  std::unordered_map<const Node*, bool> holds_text_;  // of parents of unknown elements: whether text stands beside these
  std::string out_;
};

}  // namespace

std::string blocks_of(const Node& top, IsLeftOut is_left_out) { return Walk(top, is_left_out).run(); }

}  // namespace backfile::markup
