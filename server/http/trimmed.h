// The parts of a header's value, without what may stand around them.
#pragma once
#include <string_view>

namespace backfile::http {

/// Without the spaces and tabs at both ends (RFC 9110, 5.6.3: optional whitespace).
inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace backfile::http
