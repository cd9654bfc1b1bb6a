// A tolerant tag stripper: knows which elements end a paragraph, and nothing else of HTML.
#include "indexer/markup/fragment.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "indexer/markup/entities.h"
#include "indexer/text/charset.h"

namespace backfile::markup {
namespace {

constexpr auto kBlocks = std::to_array<std::string_view>(
    {"p",       "div",        "h1",      "h2",     "h3",   "h4",      "h5",   "h6", "ul",  "ol",    "li",     "table",
     "tr",      "blockquote", "section", "hr",     "pre",  "dl",      "dt",   "dd", "hl2", "hr",    "figure", "figcaption",
     "article", "aside",      "header",  "footer", "main", "address", "body", "td", "th",  "title", "form",   "nav"});
constexpr auto kDropped = std::to_array<std::string_view>({"script", "style", "noscript", "template", "iframe", "svg", "head"});

constexpr auto kInline =
    std::to_array<std::string_view>({"a", "b", "i", "u", "em", "strong", "span", "img", "sup", "sub", "font", "small", "cite", "q"});

/// Longer than any real tag, even with an image in an attribute cut off.
constexpr std::size_t kMaxTag = 64 * 1024;

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// find_first_of would look every byte up in the set; this is the reader's busiest loop.
std::size_t next_mark(std::string_view text, std::size_t from) {
  while (from < text.size() && text[from] != '<' && text[from] != '&') ++from;
  return from;
}

bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// html[at] is '<'. The element's name in lower case, empty where this is no tag: "a < b" is text.
std::string tag_name(std::string_view html, std::size_t at) {
  std::size_t begin = at + 1;
  if (begin < html.size() && html[begin] == '/') ++begin;
  std::size_t end = begin;
  while (end < html.size() && end - begin < 16 && std::isalnum(static_cast<unsigned char>(html[end])) != 0) ++end;
  if (end == begin || !letter(html[begin])) return {};
  if (end < html.size() && std::string_view(" \t\r\n\f/><").find(html[end]) == std::string_view::npos) return {};
  std::string name(html.substr(begin, end - begin));
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

class Stripper {
 public:
  Stripper(std::string_view html, bool keep_lines) : html_(html), keep_lines_(keep_lines) {}

  std::string run() {
    while (at_ < html_.size()) {
      const auto next = next_mark(html_, at_);
      text(html_.substr(at_, next - at_));
      at_ = next;
      if (at_ == html_.size()) break;
      if (html_[at_] == '&')
        entity();
      else
        markup();
    }
    return text::paragraphs(out_);
  }

 private:
  /// White space in markup is one space, whatever it is made of.
  void text(std::string_view part) {
    for (const char c : part) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      if (!space || (keep_lines_ && c == '\n'))
        out_ += c;
      else if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n')
        out_ += ' ';
    }
  }

  void entity() {
    const auto length = decode_entity(html_.substr(at_), out_);
    if (length == 0) out_ += '&';
    at_ += std::max<std::size_t>(length, 1);
  }

  void break_to(std::string_view separator) {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    if (!out_.empty()) out_ += separator;
  }

  void markup() {
    if (html_.substr(at_).starts_with("<!--")) return skip_past("-->", 4);
    if (at_ + 1 < html_.size() && (html_[at_ + 1] == '!' || html_[at_ + 1] == '?')) return skip_past(">", 2);
    const std::string name = tag_name(html_, at_);
    if (name.empty()) {
      out_ += '<';
      ++at_;
      return;
    }
    const bool closing = html_[at_ + 1] == '/';
    skip_tag();
    if (!closing && among(kDropped, name)) return skip_element(name);
    if (name == "br")
      break_to("\n");
    else if (among(kBlocks, name))
      break_to("\n\n");
  }

  void skip_past(std::string_view end, std::size_t from) {
    const auto found = html_.find(end, at_ + from);
    at_ = found == html_.npos ? html_.size() : found + end.size();
  }

  /// Over the attributes, whose values may hold '>'. A tag that is not closed before the next one begins ends there.
  void skip_tag() {
    char quote = 0;
    const std::size_t begin = at_, limit = std::min(html_.size(), at_ + kMaxTag);
    for (++at_; at_ < limit; ++at_) {
      const char c = html_[at_];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '>') {
        ++at_;
        return;
      } else if (c == '<') {
        return;
      } else if ((c == '"' || c == '\'') && html_[at_ - 1] == '=') {
        quote = c;
      }
    }
    // A quote that never ends must not swallow the text behind it.
    at_ = std::min(html_.find_first_of("<>", begin + 1), html_.size());
    if (at_ < html_.size() && html_[at_] == '>') ++at_;
  }

  void skip_element(const std::string& name) {
    for (std::size_t close = html_.find("</", at_); close != html_.npos; close = html_.find("</", close + 2)) {
      if (tag_name(html_, close) != name) continue;
      at_ = close;
      skip_tag();
      return;
    }
    at_ = html_.size();
  }

  std::string_view html_;
  bool keep_lines_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string html_to_text(std::string_view html, bool keep_lines) { return Stripper(html, keep_lines).run(); }

Markup markup_of(std::string_view text) {
  Markup found = Markup::none;
  const std::size_t last_close = text.rfind('>');
  for (std::size_t at = next_mark(text, 0); at < text.size(); at = next_mark(text, at + 1)) {
    if (text[at] == '&') {
      std::string ignored;
      if (decode_entity(text.substr(at, 16), ignored) > 2) found = std::max(found, Markup::entities);
      continue;
    }
    if (last_close == text.npos || at > last_close) continue;
    const std::string name = tag_name(text, at);
    if (name == "br" || among(kBlocks, name) || among(kDropped, name)) return Markup::blocks;
    if (among(kInline, name)) found = Markup::tags;
  }
  return found;
}

}  // namespace backfile::markup
