// THE table of names. Within a meaning the order is the preference.
#include "indexer/readers/json_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>
#include <utility>

namespace backfile::readers {
namespace {

struct Row {
  Meaning meaning;
  std::vector<std::string_view> names;  // lower case, without separators
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
#define MEANING(meaning, ...) {Meaning::meaning, {__VA_ARGS__}},
#include "indexer/readers/json_names.def"
#undef MEANING
  };
  return kRows;
}

using Places = std::vector<std::pair<Meaning, std::size_t>>;  // what a name means, and its rank in that meaning

const std::unordered_map<std::string_view, Places>& table() {
  static const auto* const kTable = [] {
    auto* built = new std::unordered_map<std::string_view, Places>;
    for (const auto& row : rows()) {
      for (std::size_t rank = 0; rank < row.names.size(); ++rank) (*built)[row.names[rank]].emplace_back(row.meaning, rank);
    }
    return built;
  }();
  return *kTable;
}

/// `pub_date`, `pubDate` and `Pub-Date` to `pubdate`. A leading underscore stays: `_id` is not `id`.
std::string plain_name(const std::string& name) {
  std::string plain;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (i > 0 && (c == '_' || c == '-' || c == ' ' || c == ':')) continue;
    plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return plain;
}

constexpr std::size_t kRankOfPrefixed = 1000;  // behind all names that are known as they stand

/// What a name means by itself. What exports of a system put before every name (`post_title`, `article_url`) says nothing.
const Places* find_places(std::string_view plain, std::size_t& rank) {
  rank = 1;
  if (const auto found = table().find(plain); found != table().end()) return &found->second;
  constexpr auto kBefore =
      std::to_array<std::string_view>({"article", "news", "post", "story", "item", "entry", "doc", "document", "page", "meta"});
  for (const auto before : kBefore) {
    if (!plain.starts_with(before) || plain == "postname") continue;  // WordPress's postname is a part of an address
    rank = kRankOfPrefixed;
    if (const auto found = table().find(plain.substr(before.size())); found != table().end()) return &found->second;
  }
  return nullptr;
}

/// ninjs 1 leaves the ends of three names open: `headline_main`, `body_richtext`, `description_caption`.
const Places* find_open_name(const std::string& name, std::size_t& rank) {
  static const Places kTitle{{Meaning::title, 0}}, kSubtitle{{Meaning::subtitle, 0}}, kBody{{Meaning::body, 0}},
      kSummary{{Meaning::summary, 0}};
  rank = kRankOfPrefixed - (name.ends_with("_main") || name.ends_with("_text") ? 1 : 0);
  if (name.starts_with("headline_")) return name.starts_with("headline_ext") || name.starts_with("headline_sub") ? &kSubtitle : &kTitle;
  if (name.starts_with("body_")) return &kBody;
  return name.starts_with("description_") && !name.ends_with("_creditline") ? &kSummary : nullptr;
}

/// An object under such a name is a wrapping, not a text.
bool is_wrapping(std::string_view plain, const nlohmann::json& value) {
  return !value.is_string() && (plain == "article" || plain == "news");
}

/// Options::column_names by plain name. Small: asked for once a record only where there are any.
std::unordered_map<std::string, Places> mapped_table(const std::map<std::string, std::string>& column_names) {
  std::unordered_map<std::string, Places> mapped;
  for (const auto& [column, field] : column_names) {
    for (const auto& row : rows()) {
      if (row.names.front() == field) mapped[plain_name(column)].emplace_back(row.meaning, 0);
    }
  }
  return mapped;
}

}  // namespace

std::vector<std::string_view> mappable_fields() {
  std::vector<std::string_view> fields;
  for (const auto& row : rows()) {
    if (row.meaning != Meaning::html && row.meaning != Meaning::type && row.meaning != Meaning::editors_note)
      fields.push_back(row.names.front());
  }
  return fields;
}

Meanings::Meanings(const nlohmann::json& record, const std::map<std::string, std::string>& column_names) {
  const auto mapped = mapped_table(column_names);
  std::array<std::vector<std::pair<std::size_t, const nlohmann::json*>>, static_cast<std::size_t>(Meaning::count_)> ranked;
  for (const auto& [name, value] : record.items()) {
    if (value.is_null()) continue;
    const std::string plain = plain_name(name);
    if (const auto given = mapped.find(plain); given != mapped.end()) {
      for (const auto& [meaning, rank] : given->second) ranked[static_cast<std::size_t>(meaning)].emplace_back(rank, &value);
      continue;
    }
    std::size_t first_rank = 0;
    const Places* places = find_places(plain, first_rank);
    if (!places && value.is_string()) places = find_open_name(name, first_rank);
    if (!places || is_wrapping(plain, value)) continue;
    for (const auto& [meaning, rank] : *places) ranked[static_cast<std::size_t>(meaning)].emplace_back(first_rank + rank, &value);
  }
  for (std::size_t meaning = 0; meaning < ranked.size(); ++meaning) {
    std::stable_sort(ranked[meaning].begin(), ranked[meaning].end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [rank, value] : ranked[meaning]) values_[meaning].push_back(value);
  }
}

}  // namespace backfile::readers
