// Text and lists out of JSON values of any shape: exports wrap the same text in strings, objects and lists.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace backfile::readers {

/// A string, number, or what an object or list holds under names such as `value`, `text`, `name`, `rendered`; the first of a list.
/// Empty for null, booleans, and objects that hold nothing of the kind.
std::string text_of(const nlohmann::json& value);

/// As text_of; a list's texts are joined as paragraphs.
std::string long_text_of(const nlohmann::json& value);

/// Every text of a list; a single value is a list of one. `name` of objects first, or their first and last name.
std::vector<std::string> texts_of(const nlohmann::json& value);

/// The member, or null where `value` is no object or has none.
const nlohmann::json& member(const nlohmann::json& value, const char* name);

}  // namespace backfile::readers
