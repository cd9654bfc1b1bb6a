// Namespaces as feeds write them: with and without a slash at the end, misspelt, undeclared.
#include "indexer/readers/feed_fields.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace backfile::readers {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

struct Sign {
  std::string_view part;  // of the namespace, without regard to letter case
  Vocabulary vocabulary;
};
constexpr auto kSigns = std::to_array<Sign>({
    {"rss/1.0/modules/content", Vocabulary::content},
    {"wordpress.org/export/", Vocabulary::wordpress},
    {"purl.org/rss/1.0/modules", Vocabulary::other},
    {"purl.org/dc/", Vocabulary::dublin_core},
    {"search.yahoo.com/mrss", Vocabulary::media},
    {"itunes", Vocabulary::itunes},
    {"w3.org/2005/atom", Vocabulary::atom},
    {"purl.org/atom/", Vocabulary::atom},
    {"w3.org/1999/xhtml", Vocabulary::xhtml},
    {"prismstandard.org", Vocabulary::prism},
    {"purl.org/rss/1.0", Vocabulary::core},
    {"purl.org/net/rss", Vocabulary::core},
    {"netscape.com", Vocabulary::core},
    {"backend.userland.com", Vocabulary::core},
    {"tech/rss", Vocabulary::core},
    {"rss-specification", Vocabulary::core},
});
constexpr auto kPrefixes = std::to_array<Sign>({
    {"content", Vocabulary::content},
    {"excerpt", Vocabulary::excerpt},
    {"dc", Vocabulary::dublin_core},
    {"dcterms", Vocabulary::dublin_core},
    {"media", Vocabulary::media},
    {"atom", Vocabulary::atom},
    {"a10", Vocabulary::atom},
    {"wp", Vocabulary::wordpress},
    {"prism", Vocabulary::prism},
    {"xhtml", Vocabulary::xhtml},
    {"rss", Vocabulary::core},
});

}  // namespace

Vocabulary vocabulary_of(std::string_view space, std::string_view own) {
  if (space.empty() || space == own) return Vocabulary::core;
  constexpr std::size_t kLongest = 200;
  std::string folded(space.substr(0, kLongest));
  std::transform(folded.begin(), folded.end(), folded.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const Sign& sign : kPrefixes) {
    if (folded == sign.part) return sign.vocabulary;
  }
  if (folded.find("wordpress.org/export/") != folded.npos && folded.find("excerpt") != folded.npos) return Vocabulary::excerpt;
  for (const Sign& sign : kSigns) {
    if (folded.find(sign.part) != folded.npos) return sign.vocabulary;
  }
  return Vocabulary::other;
}

FeedFields::FeedFields(const markup::Node& parent) {
  for (const markup::Node* node = parent.first; node; node = node->next) {
    if (!node->is_text()) fields_.emplace_back(vocabulary_of(node->space, parent.space), node);
  }
}

const markup::Node* FeedFields::first(Vocabulary vocabulary, std::string_view name) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const auto& field) { return field.first == vocabulary && same_name(field.second->name, name); });
  return found == fields_.end() ? nullptr : found->second;
}

std::vector<const markup::Node*> FeedFields::all(Vocabulary vocabulary, std::string_view name) const {
  std::vector<const markup::Node*> found;
  for (const auto& [of, node] : fields_) {
    if (of == vocabulary && same_name(node->name, name)) found.push_back(node);
  }
  return found;
}

const markup::Node* FeedFields::any(std::string_view name) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return same_name(field.second->name, name); });
  return found == fields_.end() ? nullptr : found->second;
}

}  // namespace backfile::readers
