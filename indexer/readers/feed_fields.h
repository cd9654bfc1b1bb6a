// The children of a feed's item by the vocabulary they are of. Feeds mix half a dozen, and `title`, `description` and `link` are in most.
#pragma once
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/markup/tree.h"

namespace backfile::readers {

enum class Vocabulary : std::uint8_t {
  core,     // the feed's own: RSS in any of its namespaces or none, Atom in an Atom feed
  content,  // content:encoded
  excerpt,  // excerpt:encoded, in WordPress's exports
  dublin_core,
  media,  // Media RSS
  itunes,
  atom,  // Atom's elements in RSS
  xhtml,
  wordpress,
  prism,
  other,
};

/// By namespace; by prefix where it is not declared. own: the namespace of the item or channel the field is in.
Vocabulary vocabulary_of(std::string_view space, std::string_view own);

class FeedFields {
 public:
  /// parent: an item, an entry, a channel. Refers to it.
  explicit FeedFields(const markup::Node& parent);

  /// Names make no difference of letter case. Null where there is none.
  const markup::Node* first(Vocabulary vocabulary, std::string_view name) const;
  std::vector<const markup::Node*> all(Vocabulary vocabulary, std::string_view name) const;
  /// Of any vocabulary.
  const markup::Node* any(std::string_view name) const;

 private:
  std::vector<std::pair<Vocabulary, const markup::Node*>> fields_;
};

}  // namespace backfile::readers
