// One walk with a line that is being written; block elements end it.
#include "indexer/page/blocks.h"

#include <utility>

#include "indexer/page/elements.h"
#include "indexer/page/walk.h"
#include "indexer/text/charset.h"
#include "indexer/wording/url_parts.h"

namespace backfile::page {
namespace {

using markup::Node;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

Kind kind_of(const Node& block) {
  const std::string_view name = block.name;
  if (name == "p") return Kind::paragraph;
  if (name == "li" || name == "dd" || name == "dt") return Kind::item;
  if (name == "blockquote") return Kind::quote;
  if (name == "td" || name == "th" || name == "tr") return Kind::row;
  if (name == "pre") return Kind::code;
  return heading_level(name) ? Kind::heading : Kind::loose;
}

class Writer {
 public:
  Writer(std::vector<Block>& blocks, std::string_view host) : blocks_(blocks), host_(host) {}

  void open(const Node& node) {
    if (is_link(node)) {
      ++links_;
      if (links_ == 1) elsewhere_ = leads_elsewhere(node.attribute("href"));
    }
    if (is_emphasis(node)) ++emphases_;
    if (node.is("pre")) ++verbatim_;
  }
  void close(const Node& node) {
    if (is_link(node)) --links_;
    if (is_emphasis(node)) --emphases_;
    if (node.is("pre")) --verbatim_;
  }
  void text(const Node& node, const Node& block) {
    if (!block_) block_ = &block;
    const std::uint32_t letters = count_letters(node.text);
    letters_ += letters;
    if (links_) linked_ += letters;
    if (links_ && elsewhere_) away_ += letters;
    if (emphases_) emphasised_ += letters;
    if (letters) line_ends_ = 0;
    if (verbatim_) {
      text_ += node.text;
      return;
    }
    for (const char c : node.text) {
      if (!is_space(c))
        text_ += c;
      else if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n')
        text_ += ' ';
    }
  }
  void cell() {
    if (letters_) text_ += " | ";
  }
  /// The second line end in a row ends the paragraph, as it looks to the reader.
  void line_end(const Node& block) {
    if (letters_ == 0) return;
    text_ += '\n';
    if (++line_ends_ == 2 && !verbatim_) end(block);
  }
  void end(const Node&) {
    if (letters_ > 0) {
      Block block{tidy(), kind_of(*block_), block_, letters_, linked_, away_, emphasised_};
      if (!block.text.empty()) blocks_.push_back(std::move(block));
    }
    text_.clear();
    block_ = nullptr;
    letters_ = linked_ = away_ = emphasised_ = 0;
    line_ends_ = 0;
  }

 private:
  static bool is_link(const Node& node) { return node.is("a") && node.has("href"); }
  bool leads_elsewhere(std::string_view address) const {
    if (!address.starts_with("http://") && !address.starts_with("https://")) return false;
    const std::string host = wording::host_of(address.substr(0, 300));
    return host_.empty() || (!is_within(host, host_) && !is_within(host_, host));
  }
  /// `sport.example.org` is within `example.org`.
  static bool is_within(std::string_view host, std::string_view domain) {
    return host.ends_with(domain) && (host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.');
  }
  static bool is_emphasis(const Node& node) { return node.is("b") || node.is("strong") || node.is("i") || node.is("em"); }

  /// Lines trimmed, blank ones dropped; in code only trailing space goes.
  std::string tidy() const {
    std::string tidied;
    const std::string_view all = text_;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      std::string line = text::one_line(all.substr(at, end - at));
      if (line.ends_with(" |")) line.erase(line.size() - 2);
      if (!line.empty()) {
        if (!tidied.empty()) tidied += '\n';
        tidied += line;
      }
      at = end + 1;
    }
    return tidied;
  }

  std::vector<Block>& blocks_;
  std::string_view host_;
  std::string text_;
  const Node* block_ = nullptr;
  std::uint32_t letters_ = 0, linked_ = 0, away_ = 0, emphasised_ = 0;
  bool elsewhere_ = false;
  int links_ = 0, emphases_ = 0, verbatim_ = 0, line_ends_ = 0;
};

bool is_cell(const Node& node) { return node.is("td") || node.is("th"); }

/// A table whose cells hold no blocks is data: its rows are lines. Else it is layout.
bool holds_blocks(const Node& cell) {
  for (const Node* child = cell.first; child; child = child->next)
    if (!child->is_text() && flow_of(child->name) == Flow::apart) return true;
  return false;
}

}  // namespace

std::uint32_t count_letters(std::string_view text) {
  std::uint32_t letters = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || (byte & 0xC0) == 0x80) continue;
    letters += byte >= 0xE3 && byte <= 0xE9 ? 2 : 1;  // kana and Chinese characters
  }
  return letters;
}

std::vector<Block> blocks_of(const Node& top, const Left& left, std::string_view host, const Deadline& deadline) {
  std::vector<Block> blocks;
  Writer writer(blocks, host);
  std::vector<const Node*> around{&top};
  unsigned steps = 0;
  bool late = false;
  walk(
      top,
      [&](const Node& node) {
        if (++steps % 1024 == 0 && deadline.passed()) late = true;
        if (late) return false;
        if (node.is_text()) {
          writer.text(node, *around.back());
          return false;
        }
        if (&node == &top) return true;
        if (!left.empty() && left[node.index]) return false;
        switch (flow_of(node.name)) {
          case Flow::nothing:
            return false;
          case Flow::line:
            writer.line_end(*around.back());
            return false;
          case Flow::inside:
            break;
          case Flow::apart:
            if (is_cell(node) && !holds_blocks(node)) {
              writer.cell();
              break;
            }
            writer.end(node);
            around.push_back(&node);
        }
        writer.open(node);
        return true;
      },
      [&](const Node& node) {
        if (node.is_text() || &node == &top || (!left.empty() && left[node.index])) return;
        const Flow flow = flow_of(node.name);
        if (flow == Flow::nothing || flow == Flow::line) return;
        if (around.size() > 1 && around.back() == &node) {
          writer.end(node);
          around.pop_back();
        }
        writer.close(node);
      });
  writer.end(top);
  return blocks;
}

}  // namespace backfile::page
