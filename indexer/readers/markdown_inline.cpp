// One pass; what turns out to be markup later is marked and taken out at the end.
#include "indexer/readers/markdown_inline.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "indexer/markup/entities.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

namespace {

constexpr char kGone = '\x01';                 // stands for a character of markup; the source holds no control characters
constexpr std::size_t kLongestAddress = 2000;  // of a link, with its title
constexpr std::size_t kLongestTag = 4000;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }
bool is_punctuation(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }

}  // namespace

class MarkdownSpan {
 public:
  MarkdownSpan(std::string_view source, MarkdownInline& whole) : source_(source), whole_(whole) {}

  std::string run() {
    while (at_ < source_.size()) step();
    std::string text;
    for (const char c : out_) {
      const bool doubled = c == ' ' && (text.empty() || text.back() == ' ');
      if (c != kGone && !doubled) text += c;
    }
    return text;
  }

 private:
  struct Run {
    char mark;
    std::size_t place, count;  // in out_
  };
  struct Bracket {
    std::size_t place;  // of '[' in out_
    std::size_t source;
    bool image;
  };

  void step() {
    const char c = source_[at_];
    switch (c) {
      case '\\':
        return backslash();
      case '`':
        return code();
      case '*':
      case '_':
      case '~':
        return emphasis(c);
      case '[':
        brackets_.push_back({out_.size(), at_ + 1, false});
        break;
      case ']':
        return bracket_closes();
      case '!':
        if (at_ + 1 < source_.size() && source_[at_ + 1] == '[') {
          brackets_.push_back({out_.size(), at_ + 2, true});
          out_ += "![";
          at_ += 2;
          return;
        }
        break;
      case '<':
        return angle();
      case '&':
        return entity();
      case '{':
        return brace();
      default:
        break;
    }
    out_ += c;
    ++at_;
  }

  void backslash() {
    ++at_;
    if (at_ < source_.size() && is_punctuation(source_[at_]))
      out_ += source_[at_++];
    else if (at_ < source_.size() && source_[at_] == '\n')
      return;
    else
      out_ += '\\';
  }

  void code() {
    const auto end = std::min(source_.find_first_not_of('`', at_), source_.size());
    const std::string_view marks = source_.substr(at_, end - at_);
    // A run of exactly as many closes; looked for once per length, or code that never closes would cost its square.
    std::size_t close = marks.size() < unclosed_.size() && unclosed_[marks.size()] ? source_.npos : source_.find(marks, end);
    while (close != source_.npos && close + marks.size() < source_.size() && source_[close + marks.size()] == '`') {
      const auto behind = source_.find_first_not_of('`', close);
      close = behind == source_.npos ? behind : source_.find(marks, behind);
    }
    if (close == source_.npos) {
      if (marks.size() < unclosed_.size()) unclosed_[marks.size()] = true;
      out_ += marks;
      at_ = end;
      return;
    }
    std::string_view text = source_.substr(end, close - end);
    while (text.size() > 1 && text.front() == ' ' && text.back() == ' ') text = text.substr(1, text.size() - 2);
    out_ += text;
    at_ = close + marks.size();
  }

  void emphasis(char mark) {
    const auto end = std::min(source_.find_first_not_of(mark, at_), source_.size());
    std::size_t count = end - at_;
    const char before = at_ == 0 ? ' ' : source_[at_ - 1], after = end == source_.size() ? ' ' : source_[end];
    const bool left = !is_space(after) && (!is_punctuation(after) || is_space(before) || is_punctuation(before));
    const bool right = !is_space(before) && (!is_punctuation(before) || is_space(after) || is_punctuation(after));
    const bool opens = left && (mark != '_' || !right || is_punctuation(before));
    const bool closes = right && (mark != '_' || !left || is_punctuation(after));
    const std::size_t place = out_.size();
    out_.append(count, mark);
    at_ = end;
    if (mark == '~' && count != 2) return;
    auto& open = mark == '*' ? stars_ : mark == '_' ? underlines_ : tildes_;
    std::size_t used = 0;
    while (closes && used < count && !open.empty()) {
      Run& opener = open.back();
      const std::size_t both = std::min(opener.count, count - used);
      erase(opener.place + opener.count - both, both);
      erase(place + used, both);
      opener.count -= both;
      used += both;
      if (opener.count == 0) open.pop_back();
    }
    count -= used;
    if (opens && count > 0) open.push_back({mark, place + used, count});
  }

  void erase(std::size_t place, std::size_t count) { std::fill_n(out_.begin() + static_cast<std::ptrdiff_t>(place), count, kGone); }

  void bracket_closes() {
    ++at_;
    if (brackets_.empty()) {
      out_ += ']';
      return;
    }
    const Bracket bracket = brackets_.back();
    brackets_.pop_back();
    const std::string_view label = source_.substr(bracket.source, at_ - 1 - bracket.source);
    if (label.starts_with('^')) {  // a footnote's mark
      cut(bracket.place);
      return;
    }
    if (!target(label)) {
      out_ += ']';
      return;
    }
    if (bracket.image)
      cut(bracket.place);
    else
      erase(bracket.place, 1);
  }

  /// Forgets the text from `place` on.
  void cut(std::size_t place) {
    out_.resize(place);
    for (auto* runs : {&stars_, &underlines_, &tildes_}) {
      while (!runs->empty() && runs->back().place >= place) runs->pop_back();
    }
  }

  /// Over what makes brackets a link: `(address "title")`, `[name]`, or that a definition has their name.
  bool target(std::string_view label) {
    const char next = at_ < source_.size() ? source_[at_] : ' ';
    if (next == '(') {
      const std::size_t end = address_end();
      if (end == 0) return false;
      at_ = end;
      return true;
    }
    if (next == '[') {
      const auto end = source_.substr(at_, 300).find(']');
      if (end == source_.npos) return false;
      const auto name = source_.substr(at_ + 1, end - 1);
      if (!name.empty() && !is_defined(name)) return false;
      at_ += end + 1;
      return true;
    }
    return is_defined(label);
  }

  bool is_defined(std::string_view name) const {
    constexpr std::size_t kLongestName = 300;
    return name.size() <= kLongestName && whole_.references_.contains(wording::lower(name));
  }

  /// Behind the bracket that closes the one at at_; 0 where none does.
  std::size_t address_end() {
    if (whole_.wasted_ > whole_.seen_ * 4) return 0;
    const std::size_t limit = std::min(source_.size(), at_ + kLongestAddress);
    int depth = 0;
    char quote = 0;
    for (std::size_t i = at_; i < limit; ++i) {
      const char c = source_[i];
      if (c == '\\') {
        ++i;
      } else if (quote != 0) {
        if (c == quote && i + 1 < limit && (source_[i + 1] == ')' || source_[i + 1] == ' ')) quote = 0;
      } else if ((c == '"' || c == '\'') && source_[i - 1] == ' ') {
        quote = c;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        return i + 1;
      }
    }
    whole_.wasted_ += limit - at_;
    return 0;
  }

  /// `<https://…>` stays without its brackets, tags go, `a < b` stays.
  void angle() {
    const std::string_view rest = source_.substr(at_, kLongestTag);
    if (rest.starts_with("<!--")) {
      const auto end = source_.find("-->", at_ + 4);
      at_ = end == source_.npos ? source_.size() : end + 3;
      return;
    }
    const auto close = no_close_ ? rest.npos : rest.find('>');
    if (close == rest.npos && rest.size() < kLongestTag) no_close_ = true;
    const auto inner = close == rest.npos ? std::string_view() : rest.substr(1, close - 1);
    const bool address =
        inner.find(' ') == inner.npos && (inner.find("://") != inner.npos || inner.find('@') != inner.npos) && !inner.starts_with('/');
    const char first = inner.empty() ? ' ' : inner.front() == '/' && inner.size() > 1 ? inner[1] : inner.front();
    if (close == rest.npos || (!address && std::isalpha(static_cast<unsigned char>(first)) == 0)) {
      out_ += '<';
      ++at_;
      return;
    }
    at_ += close + 1;
    if (address && inner.find('=') == inner.npos) out_ += inner;
    const std::string name = wording::lower(inner.substr(0, inner.find_first_of(" /\n\t", 1)));
    if (name == "br") out_ += '\n';
  }

  void entity() {
    const auto length = markup::decode_entity(source_.substr(at_), out_);
    if (length == 0) out_ += '&';
    at_ += std::max<std::size_t>(length, 1);
  }

  /// `{{< figure … >}}`, `{% include … %}`, `{{ site.url }}`, `{: .note}`, `{#anchor}`: orders to the program that makes the site.
  void brace() {
    const std::string_view rest = source_.substr(at_, kLongestTag);
    std::string_view end;
    if (rest.starts_with("{{"))
      end = "}}";
    else if (rest.starts_with("{%"))
      end = "%}";
    else if (rest.starts_with("{:") || rest.starts_with("{#") || rest.starts_with("{."))
      end = "}";
    const auto close = end.empty() || no_brace_ ? rest.npos : rest.find(end);
    if (close == rest.npos) {
      if (!end.empty() && rest.size() < kLongestTag) no_brace_ = true;
      out_ += '{';
      ++at_;
      return;
    }
    at_ += close + end.size();
  }

  std::string_view source_;
  MarkdownInline& whole_;
  std::string out_;
  std::size_t at_ = 0;
  std::vector<Run> stars_, underlines_, tildes_;
  std::vector<Bracket> brackets_;
  std::vector<bool> unclosed_ = std::vector<bool>(32);  // by length: no such run of backquotes closes from here on
  bool no_close_ = false, no_brace_ = false;            // nothing closes '<' or '{' from here on
};

std::string MarkdownInline::text_of(std::string_view source) {
  seen_ += source.size() + 1000;
  return MarkdownSpan(source, *this).run();
}

}  // namespace backfile::readers
