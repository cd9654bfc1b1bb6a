// Sorts the lines above the first paragraph into headers, furniture and the rest, then finds the title among the rest.
#include "indexer/readers/text_head.h"

#include <algorithm>
#include <optional>
#include <string>

#include "indexer/readers/text_header.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/furniture.h"
#include "indexer/wording/publication.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

constexpr std::size_t kLongestTitle = 200;          // characters; the longest headlines with their decks stay below
constexpr std::size_t kLongestSentenceTitle = 120;  // of a line that ends with a full stop: more is a paragraph
constexpr std::size_t kLongestDeck = 300;
constexpr std::size_t kMostLines = 80;  // menus of newspapers have up to 60 entries
constexpr std::size_t kMostPlain = 6;   // lines between a title and its byline that are neither: deck, place, caption

enum class Role { plain, header, furniture, menu };

struct HeadLine {
  std::size_t at;     // in the page
  std::size_t lines;  // more than one for a title broken at a column, or a label with its value on the next line
  Role role;
};

class Head {
 public:
  Head(std::vector<TextLine>& lines, std::string_view language, article::Article& article)
      : lines_(lines), language_(language), article_(article) {}

  std::size_t read() {
    const std::size_t first_paragraph = sort();
    forget_what_belongs_to_the_text();
    const std::size_t title = article_.title.empty() ? find_title() : head_.size();
    if (title < head_.size()) take_title(title);
    split_title();
    for (const auto& line : head_) {
      if (line.role != Role::plain) drop(line);
    }
    if (title < head_.size())
      take_deck(title);
    else
      take_papers();
    for (const auto& line : head_) {
      if (!lines_[line.at].dropped) return line.at;
    }
    return head_.empty() ? first_paragraph : head_.back().at + head_.back().lines;
  }

 private:
  const std::string& text(const HeadLine& line) const { return lines_[line.at].text; }

  void drop(const HeadLine& line) {
    for (std::size_t i = line.at; i < line.at + line.lines; ++i) lines_[i].dropped = true;
  }

  /// Everything above the first paragraph; gives that paragraph's line.
  std::size_t sort() {
    bool after_byline = false;
    std::size_t plain = 0;
    std::size_t at = next_text(lines_, 0, lines_.size());
    for (; at < lines_.size() && head_.size() < kMostLines; at = next_text(lines_, at, lines_.size())) {
      const std::string& line = lines_[at].text;
      HeadLine sorted{at, 1, Role::plain};
      const auto [headers, used] = headers_at(lines_, at, lines_.size(), language_);
      const Furniture furniture = furniture_of(line);
      if (!headers.empty()) {
        const bool had_authors = !article_.authors.empty();
        for (const auto& header : headers) apply(header, article_);
        after_byline = after_byline || (!had_authors && !article_.authors.empty());
        sorted = {at, used, Role::header};
      } else if (after_byline && is_role(line)) {
        after_byline = false;
        sorted.role = Role::header;
      } else if (furniture != Furniture::none && !runs_on(at)) {
        const bool known = plain > 0 || !article_.title.empty();
        if (furniture == Furniture::form || furniture == Furniture::author) break;
        const bool first = head_.empty() && article_.title.empty();
        if (known && furniture != Furniture::line && furniture != Furniture::menu && !prose_follows(at)) break;
        if (!(first && furniture == Furniture::comments)) sorted.role = furniture == Furniture::menu ? Role::menu : Role::furniture;
      } else if (line == article_.title) {
        sorted.role = Role::header;
      } else {
        const bool known = plain > 0 || !article_.title.empty();
        sorted.lines = title_lines(at);
        if (sorted.lines == 0 && !(known && is_deck(at))) break;
        sorted.lines = known || sorted.lines == 0 ? 1 : sorted.lines;
        plain += is_short(line) ? 0 : 1;
        if (known && (is_prose(line) || is_sentence_before_text(at)) && !is_deck(at)) break;
      }
      head_.push_back(sorted);
      at += sorted.lines;
    }
    return at;
  }

  /// The next line goes on in small letters, as in verse.
  bool runs_on(std::size_t at) const {
    const std::size_t next = next_text(lines_, at + 1, lines_.size());
    return next < lines_.size() && begins_with_small_letter(lines_[next].text) && furniture_of(lines_[next].text) == Furniture::none &&
           headers_at(lines_, next, lines_.size(), language_).first.empty();
  }

  bool prose_follows(std::size_t at) const {
    return std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(at), lines_.end(),
                       [](const TextLine& line) { return ends_like_a_sentence(line.text) && !is_short(line.text); });
  }

  bool is_sentence_before_text(std::size_t at) const { return ends_like_a_sentence(lines_[at].text) && !is_short(lines_[at].text); }

  /// A line or sentence with a byline or date right behind it.
  bool is_deck(std::size_t at) const {
    if (length(lines_[at].text) > kLongestDeck) return false;
    const std::size_t next = next_text(lines_, at + 1, lines_.size());
    if (next == lines_.size() || !prose_follows(next)) return false;
    const auto found = headers_at(lines_, next, lines_.size(), language_).first;
    return std::any_of(found.begin(), found.end(),
                       [](const Header& header) { return header.kind == HeaderKind::author || header.kind == HeaderKind::published; });
  }

  /// How many lines from `at` on are the title; 0 where a paragraph begins.
  std::size_t title_lines(std::size_t at) const {
    const std::string& first = lines_[at].text;
    if (length(first) > kLongestTitle || (ends_like_a_sentence(first) && length(first) > kLongestSentenceTitle)) return 0;
    std::size_t block = at, total = 0, widest = 0;
    constexpr std::size_t kMeasured = 24;  // more lines of a paragraph say no more about its width
    for (; block < lines_.size() && !lines_[block].text.empty() && block - at < kMeasured; ++block) {
      if (block > at && is_no_text(block)) break;
      total += length(lines_[block].text);
      widest = std::max(widest, length(lines_[block].text));
    }
    if (block == at + 1) return 1;
    constexpr std::size_t kWrapped = 50, kNarrow = 132;
    const bool wrapped = length(first) >= kWrapped && widest <= kNarrow && !ends_like_a_sentence(first);
    if (block - at <= 3 && total <= kLongestTitle && wrapped && next_text(lines_, block, lines_.size()) < lines_.size() &&
        !ends_like_a_sentence(lines_[block - 1].text) && continues(first, lines_[at + 1].text)) {
      return block - at;
    }
    // The first line of a paragraph broken at a column is about as long as the others.
    const std::size_t least = is_unspaced(first_character(first)) ? kWrapped / 3 : kWrapped - 10;
    return widest <= kNarrow && length(first) >= least && length(first) * 4 > widest * 3 && block - at > 2 ? 0 : 1;
  }

  bool is_no_text(std::size_t at) const {
    return furniture_of(lines_[at].text) != Furniture::none || !headers_in(lines_[at].text, language_).empty();
  }

  /// Where a headline is written as a sentence, a line that begins with a capital begins something else: its deck.
  static bool continues(const std::string& first, const std::string& next) {
    const auto parts = words(first);
    const auto small = std::count_if(parts.begin(), parts.end(), [](std::string_view word) { return !begins_with_capital(word); });
    return static_cast<std::size_t>(small) * 2 < parts.size() || !begins_with_capital(next);
  }

  /// Behind the last header or furniture line, and where too much stands before it, the text has begun.
  void forget_what_belongs_to_the_text() {
    std::size_t keep = 0, plain = 0;
    for (std::size_t i = 0; i < head_.size(); ++i) {
      if (head_[i].role != Role::plain)
        keep = i + 1;
      else if (!is_short(text(head_[i])) && ++plain == 1 && article_.title.empty())
        keep = i + 1;
      if (plain > kMostPlain) break;
    }
    if (article_.title.empty()) keep = std::max(keep, first_plain() + 1);
    keep = std::min(keep, head_.size());
    head_.resize(keep);
  }

  std::size_t first_plain() const {
    return static_cast<std::size_t>(
        std::find_if(head_.begin(), head_.end(), [](const HeadLine& line) { return line.role == Role::plain; }) - head_.begin());
  }

  std::optional<std::size_t> last_of(Role role) const {
    for (std::size_t i = head_.size(); i > 0; --i) {
      if (head_[i - 1].role == role) return i - 1;
    }
    return std::nullopt;
  }

  std::optional<std::size_t> first_headline(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      const auto& line = head_[i];
      if (line.role == Role::plain && !is_short(text(line)) && !is_publication(text(line)) && !is_breadcrumb(text(line))) return i;
    }
    return std::nullopt;
  }

  /// `OPINION`, or a section and a name, above a headline that is longer than they are.
  bool is_label_above(std::size_t first, std::size_t end) const {
    const std::string& line = text(head_[first]);
    const std::size_t next = first + 1;
    if (!is_section_name(line) || next >= end || head_[next].role != Role::plain) return false;
    return first_headline(next, std::min(end, next + 2)).has_value();
  }

  /// The first plain line (the size of head_ where there is none), unless a menu, a breadcrumb or a newspaper's name says that the page
  /// begins with something else.
  std::size_t find_title() const {
    const std::size_t first = first_plain();
    if (first == head_.size()) return first;
    const std::size_t end = last_of(Role::header).value_or(head_.size());
    std::size_t menu_end = 0;
    for (std::size_t i = 0; i < head_.size(); ++i) {
      const bool menu = head_[i].role == Role::menu || (head_[i].role == Role::plain && is_breadcrumb(text(head_[i])));
      if (menu && first_headline(i + 1, std::max(end, i + 1))) menu_end = i + 1;
    }
    if (menu_end == 0 && is_label_above(first, end)) menu_end = first + 1;
    if (menu_end == 0 && !is_publication(text(head_[first])) && !is_breadcrumb(text(head_[first]))) return first;
    if (const auto found = first_headline(menu_end, head_.size())) return *found;
    // A short headline stands right before the byline.
    for (std::size_t i = end; i > menu_end; --i) {
      if (head_[i - 1].role == Role::plain && !is_publication(text(head_[i - 1]))) return i - 1;
    }
    return first;
  }

  /// Right above the title or above the writer's name there; among others of its kind it is a menu's entry.
  bool is_section_above(std::size_t i, std::size_t title) const {
    if (!is_section_name(text(head_[i])) || (i > 0 && is_section_name(text(head_[i - 1])))) return false;
    if (i + 1 == title) return true;
    return i + 2 == title && is_personal_name(text(head_[i + 1])) && !is_publication(text(head_[i + 1]));
  }

  void take_title(std::size_t title) {
    const auto& line = head_[title];
    for (std::size_t i = line.at; i < line.at + line.lines; ++i) article_.title += (article_.title.empty() ? "" : " ") + lines_[i].text;
    drop(line);
    for (std::size_t i = 0; i < title; ++i) {
      if (head_[i].role != Role::plain) continue;
      if (is_breadcrumb(text(head_[i])))
        apply(Header{HeaderKind::section, section_of_breadcrumb(text(head_[i]))}, article_);
      else if (is_publication(text(head_[i])))
        apply(Header{HeaderKind::source, text(head_[i])}, article_);
      else if (is_section_above(i, title))
        apply(Header{HeaderKind::section, text(head_[i])}, article_);
      else if (i + 1 == title && article_.authors.empty() && is_personal_name(text(head_[i])))
        article_.authors = {text(head_[i])};
      drop(head_[i]);
    }
  }

  /// `Ferry strike ends | The Harborview Courier`, a browser's title.
  void split_title() {
    for (const std::string_view mark : {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: "}) {
      const auto at = article_.title.rfind(mark);
      if (at == std::string::npos) continue;
      const std::string headline = article_.title.substr(0, at), rest = article_.title.substr(at + mark.size());
      const auto again = std::find_if(head_.begin(), head_.end(), [&](const HeadLine& line) { return text(line) == headline; });
      if (again == head_.end() && !is_publication(rest)) continue;
      if (again != head_.end()) drop(*again);
      article_.title = headline;
      apply(Header{HeaderKind::source, rest}, article_);
      return;
    }
  }

  /// Newspapers' names among labelled lines.
  void take_papers() {
    const std::size_t end = last_of(Role::header).value_or(0);
    for (std::size_t i = 0; i < end; ++i) {
      if (head_[i].role != Role::plain || !is_publication(text(head_[i]))) continue;
      apply(Header{HeaderKind::source, text(head_[i])}, article_);
      drop(head_[i]);
    }
  }

  /// What stands between the title and the last byline or date.
  void take_deck(std::size_t title) {
    const std::size_t end = last_of(Role::header).value_or(0);
    bool deck = article_.subtitle.empty() && prose_follows(head_.back().at + head_.back().lines);
    for (std::size_t i = title + 1; i < end; ++i) {
      const auto& line = head_[i];
      if (line.role != Role::plain) continue;
      if (is_publication(text(line))) {
        apply(Header{HeaderKind::source, text(line)}, article_);
      } else if (is_short(text(line))) {
        const bool dated = head_[i + 1].role == Role::header || head_[i - 1].role == Role::header;
        if (article_.authors.empty() && dated && is_personal_name(text(line))) article_.authors = {text(line)};
      } else if (deck && i == title + 1) {
        article_.subtitle = text(line);
        deck = false;
      } else {
        continue;
      }
      drop(line);
    }
  }

  std::vector<TextLine>& lines_;
  std::string_view language_;
  article::Article& article_;
  std::vector<HeadLine> head_;
};

}  // namespace

std::size_t read_head(std::vector<TextLine>& lines, std::string_view language, article::Article& article) {
  return Head(lines, language, article).read();
}

}  // namespace backfile::readers
