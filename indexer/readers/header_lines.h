// Lines of "Name: value", as in HTTP and WARC headers.
#pragma once
#include <string>
#include <string_view>

namespace backfile::readers {

/// ASCII letters in lower case.
std::string lower(std::string_view text);

class HeaderLines {
 public:
  /// text: the lines, to the blank one or the end. It must outlive this.
  explicit HeaderLines(std::string_view text) : text_(text) {}
  /// The first line of that name that has a value, whatever the case of its letters; a line that begins with a blank goes on with the
  /// one before. One line, trimmed; empty where there is none.
  std::string value(std::string_view name) const;

 private:
  std::string_view text_;
};

}  // namespace backfile::readers
