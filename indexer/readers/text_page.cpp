// From the top down to the first paragraph, from the bottom up to the last; what lies between is the text.
#include "indexer/readers/text_page.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/readers/byline.h"
#include "indexer/readers/reflow.h"
#include "indexer/readers/text_furniture.h"
#include "indexer/readers/text_header.h"
#include "indexer/readers/words.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

constexpr std::size_t kLongestTitle = 200;          // characters; the longest headlines with their decks stay below
constexpr std::size_t kLongestSentenceTitle = 120;  // of a line that ends with a full stop: more is a paragraph

struct Line {
  std::string_view raw;  // with its indent, for reflow
  std::string text;      // one line, trimmed; empty for a blank line
  bool dropped = false;
};

/// A whole sentence or more, so not a heading, a link or a caption.
bool is_prose(const std::string& text) {
  const bool dense = is_unspaced(first_character(text));
  return ends_like_a_sentence(text) && length(text) > (dense ? 30u : 80u);
}

class Page {
 public:
  Page(std::string_view text, std::string_view language) : language_(language) {
    for (std::size_t begin = 0; begin <= text.size();) {
      const auto end = std::min(text.find('\n', begin), text.size());
      const auto raw = text.substr(begin, end - begin);
      lines_.push_back({raw, text::one_line(raw)});
      begin = end + 1;
    }
  }

  article::Article read() {
    end_ = lines_.size();
    read_head();
    cut_furniture();
    read_trailer();
    take_lone_address();
    article_.body = body();
    if (article_.body.empty() && ends_like_a_sentence(article_.title)) std::swap(article_.title, article_.body);
    return std::move(article_);
  }

 private:
  std::size_t next_text(std::size_t at) const {
    while (at < end_ && lines_[at].text.empty()) ++at;
    return at;
  }

  bool apply_headers(const std::string& line, bool labelled_only = false) {
    const auto headers = headers_in(line, language_);
    if (headers.empty() || (labelled_only && !headers.front().labelled)) return false;
    for (const auto& header : headers) apply(header, article_);
    return true;
  }

  /// Header lines and the title, in any order, up to the first line that is neither.
  void read_head() {
    bool after_byline = false;
    for (std::size_t at = next_text(0); at < end_; at = next_text(at)) {
      const std::string& line = lines_[at].text;
      const bool had_authors = !article_.authors.empty();
      if (apply_headers(line)) {
        after_byline = after_byline || (!had_authors && !article_.authors.empty());
      } else if (after_byline && is_role(line)) {
        after_byline = false;
      } else if (furniture_of(line) == Furniture::none && !(line == article_.title)) {
        const std::size_t title = article_.title.empty() ? title_lines(at) : 0;
        if (title == 0) break;
        for (std::size_t i = at; i < at + title; ++i) article_.title += (article_.title.empty() ? "" : " ") + lines_[i].text;
        at += title - 1;
      } else if (furniture_of(line) != Furniture::none && furniture_of(line) != Furniture::line && !article_.title.empty()) {
        break;  // the page's end, with nothing before it
      }
      begin_ = ++at;
    }
  }

  /// How many lines from `at` on are the title; 0 where a paragraph begins.
  std::size_t title_lines(std::size_t at) const {
    const std::string& first = lines_[at].text;
    if (length(first) > kLongestTitle || (ends_like_a_sentence(first) && length(first) > kLongestSentenceTitle)) return 0;
    std::size_t block = at, total = 0, widest = 0;
    for (; block < end_ && !lines_[block].text.empty(); ++block) {
      total += length(lines_[block].text);
      widest = std::max(widest, length(lines_[block].text));
    }
    if (block == at + 1) return 1;
    constexpr std::size_t kWrapped = 50, kNarrow = 132;
    const bool wrapped = length(first) >= kWrapped && widest <= kNarrow && !ends_like_a_sentence(first);
    if (block - at <= 3 && total <= kLongestTitle && wrapped && next_text(block) < end_ &&
        furniture_of(lines_[at + 1].text) == Furniture::none && headers_in(lines_[at + 1].text, language_).empty() &&
        !ends_like_a_sentence(lines_[block - 1].text)) {
      return block - at;
    }
    // The first line of a paragraph broken at a column is about as long as the others.
    const bool like_others = widest <= kNarrow && length(first) * 4 > widest * 3 && !next_is_header(at);
    return like_others && block - at > 2 ? 0 : 1;
  }

  bool next_is_header(std::size_t at) const { return at + 1 < end_ && !headers_in(lines_[at + 1].text, language_).empty(); }

  /// Ends the text before the first furniture heading that has nothing of the article behind it.
  void cut_furniture() {
    for (std::size_t at = begin_; at < end_; ++at) {
      const Furniture kind = lines_[at].text.empty() ? Furniture::none : furniture_of(lines_[at].text);
      if (kind == Furniture::none || kind == Furniture::line || !ends_text(at, kind)) continue;
      for (std::size_t i = at; i < end_; ++i) take_labelled(i);
      end_ = at;
      return;
    }
  }

  void take_labelled(std::size_t at) {
    if (lines_[at].text.empty()) return;
    const auto headers = headers_in(lines_[at].text, language_);
    if (headers.size() != 1 || !headers.front().labelled) return;
    const auto kind = headers.front().kind;
    // Behind the text stand other people's names and other articles' titles.
    if (kind == HeaderKind::url || kind == HeaderKind::source || kind == HeaderKind::tags || kind == HeaderKind::section)
      apply(headers.front(), article_);
  }

  bool ends_text(std::size_t at, Furniture kind) const {
    if (kind == Furniture::form) return true;
    std::size_t prose = 0;
    bool more_furniture = false;
    for (std::size_t i = at + 1; i < end_; ++i) {
      const Furniture next = lines_[i].text.empty() ? Furniture::none : furniture_of(lines_[i].text);
      more_furniture = more_furniture || next != Furniture::none;
      if (next == Furniture::form) break;
      if (next == Furniture::none && is_prose(lines_[i].text)) ++prose;
    }
    // A note on the author has a few sentences, links have none; more is the article going on around a box.
    if (kind == Furniture::author) return prose <= 3;
    return prose == 0 || (more_furniture && prose <= 1);
  }

  /// From the bottom up: header lines and furniture, down to the last line that is neither.
  void read_trailer() {
    std::size_t last = end_;
    while (last > begin_) {
      const std::string& line = lines_[last - 1].text;
      if (!line.empty() && furniture_of(line) == Furniture::none && !apply_headers(line)) break;
      --last;
    }
    end_ = last;
  }

  /// `Source: https://…` alone on its line says where the article is from wherever it stands, if only one line does.
  void take_lone_address() {
    if (!article_.url.empty()) return;
    Line* found = nullptr;
    for (std::size_t at = begin_; at < end_; ++at) {
      const auto headers = headers_in(lines_[at].text, language_);
      if (headers.size() != 1 || headers.front().kind != HeaderKind::url || !headers.front().labelled) continue;
      if (found) return;
      found = &lines_[at];
    }
    if (!found) return;
    apply_headers(found->text);
    found->dropped = true;
  }

  std::string body() const {
    std::string text;
    for (std::size_t at = begin_; at < end_; ++at) {
      if (lines_[at].dropped || is_never_text(lines_[at].text)) continue;
      text += lines_[at].raw;
      text += '\n';
    }
    return reflow(text);
  }

  std::string language_;
  std::vector<Line> lines_;
  std::size_t begin_ = 0, end_ = 0;  // the text's lines
  article::Article article_;
};

}  // namespace

article::Article article_in_text(std::string_view text, std::string_view language) { return Page(text, language).read(); }

}  // namespace backfile::readers
