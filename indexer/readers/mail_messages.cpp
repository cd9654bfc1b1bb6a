// Looks at every line's beginning.
#include "indexer/readers/mail_messages.h"

#include <algorithm>
#include <cctype>

namespace backfile::readers {
namespace {

constexpr std::size_t kLongestFromLine = 300;

}  // namespace

bool is_from_line(std::string_view line) {
  if (!line.starts_with("From ") || line.size() > kLongestFromLine) return false;
  // A sentence may begin so as well, but holds no time of day and year.
  const auto digit = [&](std::size_t at) { return at < line.size() && std::isdigit(static_cast<unsigned char>(line[at])) != 0; };
  for (auto colon = line.find(':'); colon != line.npos; colon = line.find(':', colon + 1)) {
    if (colon < 2 || !digit(colon - 1) || !digit(colon + 1) || !digit(colon + 2)) continue;
    for (std::size_t at = 5; at + 4 <= line.size(); ++at) {
      if (digit(at) && digit(at + 1) && digit(at + 2) && digit(at + 3) && (line[at] == '1' || line[at] == '2')) return true;
    }
  }
  return false;
}

/// Whether the line `offset` behind the position is one.
bool MailMessages::from_line_at(std::size_t offset) {
  constexpr std::string_view kFrom = "From ";
  for (std::size_t i = 0; i < kFrom.size(); ++i) {
    if (window_.look(offset + i) != kFrom[i]) return false;
  }
  std::size_t end = offset;
  for (int c = window_.look(end); c >= 0 && c != '\n' && end - offset <= kLongestFromLine; c = window_.look(end)) ++end;
  return is_from_line(window_.ahead().substr(offset, end - offset));
}

MailMessages::Message MailMessages::next() {
  window_.keep_from_here();
  if (window_.look() < 0) {
    if (!window_.error() || error_reported_) return {};
    error_reported_ = true;
    return {Kind::refused, {}, window_.error()->message};
  }
  std::size_t length = 0, line_begin = 0;
  bool too_long = false;
  for (;;) {
    const auto newline = window_.ahead().find('\n', length);
    if (newline == std::string_view::npos) {
      length = window_.ahead().size();
      if (length > max_bytes_) {
        too_long = true;
        window_.advance(length);
        window_.keep_from_here();
        length = line_begin = 0;
      }
      if (!window_.fill()) break;
      continue;
    }
    const auto line = window_.ahead().substr(line_begin, newline - line_begin);
    const bool blank = line.empty() || line == "\r";
    length = line_begin = newline + 1;
    if (blank && from_line_at(length)) break;
  }
  const std::string_view bytes = window_.ahead().substr(0, length);
  window_.advance(length);
  if (too_long || length > max_bytes_)
    return {Kind::refused, {}, "is larger than " + std::to_string(max_bytes_) + " bytes, the limit for one record"};
  return {Kind::message, bytes, {}};
}

}  // namespace backfile::readers
