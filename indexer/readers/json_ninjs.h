// Where a ninjs record breaks its schema and is readable all the same.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace backfile::readers {

/// A sentence for each property of a type or value that no version of ninjs allows it. Empty for records that do not look like ninjs.
std::vector<std::string> ninjs_mistakes(const nlohmann::json& record);

}  // namespace backfile::readers
