// What the ContentItems of a story hold, by the roles of the components that they stand in.
#pragma once
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "indexer/article/article.h"
#include "indexer/markup/tree.h"

namespace backfile::readers {

/// The next node of a story: not into a NewsItem of its own.
const markup::Node* next_in_story(const markup::Node& node, const markup::Node& story);

/// Looks through an item once. The item must outlive it.
class Newsml1Content {
 public:
  explicit Newsml1Content(const markup::Node& item);

  /// Whether some ContentItem below the component holds a text for the body.
  bool holds_body(const markup::Node& component) const { return with_body_.contains(&component); }

  /// Title, subtitle, summary and body of a story, and what NITF says besides.
  void read(const markup::Node& story, article::Article& article) const;

 private:
  enum class Part { title, subtitle, summary, body, caption, none };
  static Part part_of_role(std::string_view role);
  Part part_of(const markup::Node& content) const;

  std::unordered_map<const markup::Node*, Part> parts_;  // of components
  std::unordered_set<const markup::Node*> with_body_;    // what is around a text, up to the item
};

}  // namespace backfile::readers
