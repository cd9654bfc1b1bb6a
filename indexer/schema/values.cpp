#include "indexer/schema/values.h"

#include <algorithm>

namespace backfile::schema {

std::string join_values(const std::vector<std::string>& values) {
  std::string joined;
  for (const std::string& value : values) {
    if (value.empty()) continue;
    if (!joined.empty()) joined += '\n';
    const std::size_t begin = joined.size();
    joined += value;
    std::replace(joined.begin() + static_cast<std::ptrdiff_t>(begin), joined.end(), '\n', ' ');
  }
  return joined;
}

std::vector<std::string_view> split_values(std::string_view slot_value) {
  std::vector<std::string_view> values;
  while (!slot_value.empty()) {
    const std::size_t end = slot_value.find('\n');
    values.push_back(slot_value.substr(0, end));
    slot_value = end == slot_value.npos ? std::string_view() : slot_value.substr(end + 1);
  }
  return values;
}

}  // namespace backfile::schema
