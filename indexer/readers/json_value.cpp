// Recursion is bounded by kMaxShape: deeper wrappings are not text.
#include "indexer/readers/json_value.h"

#include <array>
#include <utility>

namespace backfile::readers {
namespace {

using nlohmann::json;

constexpr int kMaxShape = 4;

/// Names under which objects hold their text, in order of preference.
constexpr std::array kTextNames = {"value",    "text",  "name",  "by",   "rendered", "content", "main",  "#text", "$t", "_",
                                   "headline", "title", "label", "body", "original", "$oid",    "$date", "@id",   "id", "url"};

std::string scalar(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.dump();
  return {};
}

constexpr std::array<std::pair<const char*, const char*>, 4> kPersonNames = {
    {{"givenName", "familyName"}, {"first_name", "last_name"}, {"firstName", "lastName"}, {"firstname", "lastname"}}};

std::string person(const json& value) {
  for (const auto& [first_name, last_name] : kPersonNames) {
    const std::string first = scalar(member(value, first_name)), last = scalar(member(value, last_name));
    if (!first.empty() || !last.empty()) return first + (first.empty() || last.empty() ? "" : " ") + last;
  }
  return {};
}

std::string text_at(const json& value, int depth, bool all) {
  if (depth == kMaxShape) return {};
  if (value.is_array()) {
    std::string joined;
    for (const auto& element : value) {
      const std::string part = text_at(element, depth + 1, all);
      if (part.empty()) continue;
      if (!all) return part;
      joined += joined.empty() ? part : "\n\n" + part;
    }
    return joined;
  }
  if (!value.is_object()) return scalar(value);
  for (const char* name : kTextNames) {
    if (auto text = text_at(member(value, name), depth + 1, all); !text.empty()) return text;
  }
  return person(value);
}

}  // namespace

const json& member(const json& value, const char* name) {
  static const json kNull;
  if (!value.is_object()) return kNull;
  const auto found = value.find(name);
  return found == value.end() ? kNull : *found;
}

std::string text_of(const json& value) { return text_at(value, 0, false); }

std::string long_text_of(const json& value) { return text_at(value, 0, true); }

std::vector<std::string> texts_of(const json& value) {
  std::vector<std::string> texts;
  if (!value.is_array()) {
    if (auto text = text_of(value); !text.empty()) texts.push_back(std::move(text));
    return texts;
  }
  for (const auto& element : value) {
    if (auto text = text_of(element); !text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace backfile::readers
