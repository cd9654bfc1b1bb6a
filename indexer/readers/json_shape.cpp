// One or two levels of wrapping, by name.
#include "indexer/readers/json_shape.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/readers/json_names.h"
#include "indexer/readers/json_value.h"

namespace backfile::readers {

using nlohmann::json;

namespace {

bool has_words(const json& record) {
  const Meanings meanings(record);
  return !meanings.of(Meaning::title).empty() || !meanings.of(Meaning::body).empty() || !meanings.of(Meaning::html).empty();
}

/// Null where none of the usual wrappings holds an article.
const json* wrapped_in(const json& record, int depth) {
  constexpr int kDeepest = 3;
  if (depth == kDeepest) return nullptr;
  for (const char* name : {"data", "item", "article", "story", "news", "newsItem", "document", "doc", "record", "response", "content",
                           "result", "results", "payload", "node", "APIResponse"}) {
    const json& inner = member(record, name);
    if (!inner.is_object()) continue;
    if (has_words(inner)) return &inner;
    if (const json* const found = wrapped_in(inner, depth + 1)) return found;
  }
  return nullptr;
}

}  // namespace

const json& unwrapped(const json& record, json& merged) {
  if (const json& inner = member(record, "_source"); inner.is_object()) return inner;
  for (const char* name : {"fields", "attributes"}) {
    const json& inner = member(record, name);
    if (!inner.is_object() || inner.empty()) continue;
    merged = record;
    merged.erase(name);
    for (const auto& [key, value] : inner.items()) merged[key] = value;
    return merged;
  }
  if (!has_words(record)) {
    if (const json* const inner = wrapped_in(record, 0)) return *inner;
  }
  return record;
}

bool is_reference(const json& value) {
  if (value.is_number()) return true;
  return value.is_array() && !value.empty() && std::all_of(value.begin(), value.end(), [](const json& one) { return one.is_number(); });
}

bool holds_empty_list(const json& record) {
  constexpr auto kLists = std::to_array<const char*>({"articles", "items", "results", "data", "docs", "documents", "records", "entries",
                                                      "hits", "stories", "news", "posts", "rows", "@graph"});
  constexpr auto kAround = std::to_array<const char*>({"response", "data", "hits", "result", "results", "feed", "channel", "payload"});
  const auto empty_in = [&](const json& object) {
    return std::any_of(kLists.begin(), kLists.end(), [&](const char* name) {
      const json& list = member(object, name);
      return list.is_array() && list.empty();
    });
  };
  return empty_in(record) || std::any_of(kAround.begin(), kAround.end(), [&](const char* name) { return empty_in(member(record, name)); });
}

}  // namespace backfile::readers
