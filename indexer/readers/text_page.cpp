// From the top down to the first paragraph, from the bottom up to the last; what lies between is the text.
#include "indexer/readers/text_page.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/readers/reflow.h"
#include "indexer/readers/text_head.h"
#include "indexer/readers/text_header.h"
#include "indexer/readers/text_lines.h"
#include "indexer/text/charset.h"
#include "indexer/wording/furniture.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

class Page {
 public:
  Page(std::string_view text, std::string_view language) : language_(language), lines_(lines_of(text)) {}

  article::Article read() {
    end_ = lines_.size();
    begin_ = read_head(lines_, language_, article_);
    cut_furniture();
    read_trailer();
    take_lone_address();
    article_.body = body();
    if (article_.body.empty() && ends_like_a_sentence(article_.title)) std::swap(article_.title, article_.body);
    return std::move(article_);
  }

 private:
  bool apply_headers(const std::string& line) {
    const auto headers = headers_in(line, language_);
    if (headers.empty()) return false;
    for (const auto& header : headers) apply(header, article_);
    return true;
  }

  /// What stands behind a line, up to the next form: paragraphs, and statements of one sentence.
  struct Behind {
    std::uint32_t prose = 0, statements = 0;
  };

  /// Ends the text before the first furniture heading that has nothing of the article behind it.
  void cut_furniture() {
    std::vector<Furniture> kinds(end_, Furniture::none);
    std::vector<Behind> behind(end_);  // counted once, from the end: there may be as many headings as lines
    Behind count;
    for (std::size_t at = end_; at-- > begin_;) {
      behind[at] = count;
      const std::string& line = lines_[at].text;
      if (!line.empty()) kinds[at] = furniture_of(line);
      if (kinds[at] == Furniture::form) count = {};
      if (kinds[at] != Furniture::none) continue;
      if (is_prose(line))
        ++count.prose;
      else if (is_statement(line))
        ++count.statements;
    }
    for (std::size_t at = begin_; at < end_; ++at) {
      const Furniture kind = kinds[at];
      if (kind == Furniture::none || kind == Furniture::line || kind == Furniture::menu || !ends_text(at, kind, behind[at])) continue;
      constexpr std::size_t kMostBehind = 1000;  // lines: what a page says of itself stands near its text
      for (std::size_t i = at; i < std::min(end_, at + kMostBehind); ++i) take_labelled(i);
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

  /// Headlines and teasers end without a full stop.
  static bool is_statement(const std::string& line) {
    return ends_like_a_sentence(line) && !is_short(line) && line.find('.') != std::string::npos;
  }

  bool ends_text(std::size_t at, Furniture kind, const Behind& behind) const {
    if (kind == Furniture::form || (kind == Furniture::comments && comments_follow(at))) return true;
    // A note on the author has a few sentences, links have none; more is the article going on around a box.
    if (kind == Furniture::author) return behind.prose <= 3;
    return behind.prose == 0 && behind.statements <= 2;
  }

  /// A reader's name or the like within the next few lines.
  bool comments_follow(std::size_t at) const {
    for (int i = 0; i < 3 && at < end_; ++i) {
      at = next_text(lines_, at + 1, end_);
      if (at < end_ && is_comment_mark(lines_[at].text)) return true;
    }
    return false;
  }

  /// From the bottom up: header lines and furniture, down to the last line that is neither.
  void read_trailer() {
    std::size_t last = end_;
    while (last > begin_) {
      const std::string& line = lines_[last - 1].text;
      const std::size_t pair = label_before(last - 1);
      if (pair < last - 1)
        last = pair + 1;
      else if (!line.empty() && furniture_of(line) == Furniture::none && !apply_headers(line) && !is_author(line))
        break;
      --last;
    }
    end_ = last;
  }

  /// The line of a label whose value the line at `at` is, or `at`.
  std::size_t label_before(std::size_t at) {
    if (lines_[at].text.empty()) return at;
    for (std::size_t label = at; label > begin_ && at - label < 2;) {
      --label;
      if (lines_[label].text.empty()) continue;
      const auto [headers, used] = headers_at(lines_, label, end_, language_);
      if (used != at - label + 1) return at;
      for (const auto& header : headers) apply(header, article_);
      return label;
    }
    return at;
  }

  /// The name that the byline has, once more.
  bool is_author(const std::string& line) const {
    return std::find(article_.authors.begin(), article_.authors.end(), line) != article_.authors.end();
  }

  /// Every address has a dot within it; few other lines have one. Looking for all that a header can be takes long.
  static bool may_hold_address(std::string_view line) {
    for (std::size_t dot = line.find('.'); dot != line.npos; dot = line.find('.', dot + 1)) {
      if (dot > 0 && line[dot - 1] != ' ' && dot + 1 < line.size() && line[dot + 1] != ' ') return true;
    }
    return false;
  }

  /// `Source: https://…` alone on its line says where the article is from wherever it stands, if only one line does.
  void take_lone_address() {
    if (!article_.url.empty()) return;
    // Where so many lines have addresses none of them says where the text is from.
    constexpr std::size_t kMostAddresses = 500;
    std::size_t looked_at = 0;
    TextLine* found = nullptr;
    for (std::size_t at = begin_; at < end_; ++at) {
      if (!may_hold_address(lines_[at].text)) continue;
      if (++looked_at > kMostAddresses) return;
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
  std::vector<TextLine> lines_;
  std::size_t begin_ = 0, end_ = 0;  // the text's lines
  article::Article article_;
};

}  // namespace

article::Article article_in_text(std::string_view text, std::string_view language) { return Page(text, language).read(); }

}  // namespace backfile::readers
