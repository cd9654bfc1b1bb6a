// The state machine. Strings, which are most of a news archive, are crossed with memchr.
#include "indexer/readers/json_scan.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace backfile::readers {
namespace {

/// No name that matters here is longer.
constexpr std::size_t kMaxName = 32;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), lower(name)) != names.end();
}

/// Names under which exports and interfaces keep their lists of articles.
constexpr std::array kLists =
    std::to_array<std::string_view>({"articles", "items", "results", "data", "docs", "documents", "records", "entries", "hits", "stories",
                                     "news", "posts", "value", "list", "rows", "newsitems", "item", "newsitem", "@graph"});
/// Objects that stand around such a list in turn: {"response": {"docs": […]}}.
constexpr std::array kAround =
    std::to_array<std::string_view>({"response", "data", "hits", "result", "results", "feed", "channel", "payload", "apiresponse"});
/// Names of an article's own text.
constexpr std::array kTexts =
    std::to_array<std::string_view>({"body", "text", "content", "articlebody", "body_text", "body_xhtml", "fulltext", "full_text", "html",
                                     "body_html", "content_html", "content_text"});

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '+' || c == '.'; }

}  // namespace

JsonScan::JsonScan(ByteWindow& window, const Rules& rules, unsigned levels) : window_(window), rules_(rules), depth_(levels) {
  if (levels > 0) before_ = ']';
}

bool JsonScan::fail(const char* reason) {
  reason_ = reason;
  return false;
}

/// Reads on; lets go of the beginning of a value that has become too long.
bool JsonScan::more() {
  if (window_.kept().size() > rules_.max_bytes) too_long_ = true;
  if (too_long_) {
    window_.keep_from_here();
    list_at_ = 0;
  }
  return window_.fill();
}

JsonScan::Result JsonScan::run() {
  for (;;) {
    if (window_.ahead().empty()) {
      const bool long_enough = window_.kept().size() > rules_.decide_after;
      if (list_at_ != 0 && !has_text_ && long_enough) return Result::list;
      if (!more()) return Result::cut_short;
    }
    if (in_string_) {
      if (!string_part()) return Result::broken;
      continue;
    }
    const char c = window_.ahead().front();
    if (c == '{' && list_opened_ && before_ == '[' && rules_.stop_at_lists) return Result::list;
    window_.advance(1);
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    if (!significant(c)) return Result::broken;
    if (depth_ == 0) return Result::whole;
  }
}

/// Up to the closing quote, or to the end of what has been read.
bool JsonScan::string_part() {
  const std::string_view ahead = window_.ahead();
  const std::size_t stop = std::min(ahead.find('"'), ahead.size());
  const std::string_view part = ahead.substr(0, stop);
  if (const auto newline = part.find('\n'); newline != part.npos) {
    window_.advance(newline);
    return fail("a line ends inside a string");
  }
  const auto last_other = part.find_last_not_of('\\');
  const std::size_t backslashes = last_other == part.npos ? part.size() + (backslash_ ? 1 : 0) : part.size() - last_other - 1;
  const bool escaped = backslashes % 2 == 1;
  if (depth_ <= 2 && name_.size() <= kMaxName) name_.append(part.substr(0, kMaxName + 1));
  backslash_ = false;
  if (stop == ahead.size()) {
    backslash_ = escaped;
    window_.advance(stop);
    return true;
  }
  window_.advance(stop + 1);
  if (!escaped) in_string_ = false;
  return true;
}

bool JsonScan::significant(char c) {
  switch (c) {
    case '"':
      if (before_ != 0 && before_ != '{' && before_ != '[' && before_ != ',' && before_ != ':')
        return fail("a quotation mark where none can be");
      if (before_ == ':' && depth_ == 1) has_text_ = has_text_ || among(kTexts, keys_[0]);
      in_string_ = true;
      name_.clear();
      break;
    case '{':
    case '[':
      if (!open(c)) return false;
      break;
    case '}':
    case ']':
      if (!close(c)) return false;
      break;
    case ':':
      if (!name_ends()) return false;
      break;
    case ',':
      list_opened_ = false;
      break;
    default:
      if (!is_word(c)) return fail("a character that cannot stand outside a string");
      if (before_ != ':' && before_ != ',' && before_ != '[' && before_ != 'a') return fail("a word where none can be");
      c = 'a';
  }
  before_ = c;
  return true;
}

bool JsonScan::open(char c) {
  if (depth_ > 0 && before_ != (in_list() ? ',' : ':') && !(in_list() && before_ == '[')) return fail("a bracket opens where none can");
  if (depth_ == kMaxJsonDepth) return fail("nested more than 64 deep");
  if (c == '{' && before_ == '[' && list_opened_ && list_at_ == 0) {
    list_at_ = window_.kept().size() - 1;
    list_levels_ = depth_ - 1;
  }
  list_opened_ = c == '[' && list_of_records();
  ++depth_;
  const std::uint64_t bit = std::uint64_t{1} << (depth_ % 64);
  if (c == '[')
    lists_[depth_ / 64] |= bit;
  else
    lists_[depth_ / 64] &= ~bit;
  return true;
}

bool JsonScan::close(char c) {
  if (depth_ == 0 || in_list() != (c == ']')) return fail("a bracket closes that is not open");
  --depth_;
  list_opened_ = false;
  return true;
}

bool JsonScan::name_ends() {
  if (before_ != '"' || in_list()) return fail("a colon where none can be");
  if (depth_ > 2) return true;
  if (depth_ == 1) {
    if (first_key_.empty()) first_key_ = name_;
    has_text_ = has_text_ || name_ == "bodies";  // ninjs 3: a list, but of the text's renditions
  }
  keys_[depth_ - 1] = name_;
  return true;
}

bool JsonScan::list_of_records() const {
  if ((too_long_ && !rules_.stop_at_lists) || depth_ == 0 || depth_ > 2 || in_list()) return false;
  if (depth_ == 1) return among(kLists, keys_[0]);
  return (lists_[0] & 0b10) == 0 && among(kAround, keys_[0]) && among(kLists, keys_[1]);
}

}  // namespace backfile::readers
