// All that a page says in JSON-LD, as objects: whatever scripts, lists and graphs they stand in.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/markup/tree.h"

namespace backfile::page {

inline constexpr std::size_t kMaxJsonLdBytes = 8u << 20;  // of all scripts of a page together; what is beyond is left out
inline constexpr std::size_t kMaxJsonLdDepth = 64;        // brackets open at once; a deeper script is left out
inline constexpr std::size_t kMaxJsonLdObjects = 10'000;

/// The objects of a page and their references to each other. Not copyable: objects() points inside.
class JsonLd {
 public:
  /// Mistakes that pages make are put right: comments and CDATA marks around the JSON, entities in it, several values in a row, stray
  /// quotation marks. What is still no JSON is left out.
  explicit JsonLd(const markup::Document& tree);
  JsonLd(const JsonLd&) = delete;
  JsonLd& operator=(const JsonLd&) = delete;

  /// In document order: the outermost ones, those of their @graph, and what they name as mainEntity.
  const std::vector<const nlohmann::json*>& objects() const { return objects_; }

  /// `{"@id": …}` to the object of that id, where the page has it; anything else unchanged.
  const nlohmann::json& resolved(const nlohmann::json& value) const;

 private:
  void collect(const nlohmann::json& value, int depth);

  std::vector<nlohmann::json> values_;
  std::vector<const nlohmann::json*> objects_;
  std::unordered_map<std::string, const nlohmann::json*> by_id_;
};

/// Whether one of the object's types (`NewsArticle`, `https://schema.org/NewsArticle`, a list of them) ends in this.
bool is_type(const nlohmann::json& object, std::string_view ending);

/// The member; null where `value` is no object or has none. Also `schema:name` for `name`.
const nlohmann::json& member(const nlohmann::json& value, const std::string& name);

/// A string or number, or what an object says under @value or name, or the first of a list that says anything; cleaned, one line.
std::string line_of(const nlohmann::json& value);

}  // namespace backfile::page
