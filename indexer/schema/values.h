// How a field's values lie in its value slot: as written, several of them one a line.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace backfile::schema {

/// For the slot. A newline inside a value becomes a space; empty values are left out.
std::string join_values(const std::vector<std::string>& values);

/// Back again, as views into `slot_value`.
std::vector<std::string_view> split_values(std::string_view slot_value);

}  // namespace backfile::schema
