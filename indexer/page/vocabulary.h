// What the people who made a page call its parts: the words of class, id, itemprop, property, rel and role.
#pragma once
#include <cstdint>

#include "indexer/markup/tree.h"

namespace backfile::page {

/// Bits of what an element says of itself.
enum Hint : std::uint16_t {
  kNoHint = 0,
  kAuthorHint = 1,
  kDateHint = 2,
  kModifiedHint = 4,
  kTitleHint = 8,
  kSubtitleHint = 16,
  kHeadHint = 32,       // the lines about an article: `entry-meta`, `article-header`
  kPublishedHint = 64,  // of a date that says so: datePublished, pubdate
  // Zones: what stands below belongs to something else than the article.
  kComments = 256,
  kAside = 512,  // navigation, related stories, boxes of the site
  kHidden = 1024,
  kBiography = 2048,    // about an author, beside the name
  kBesideTitle = 4096,  // within a heading: a kicker, or what only screen readers say
};
inline constexpr std::uint16_t kElsewhere = kComments | kAside | kHidden;

/// Linear in the attributes' length, of which the first 400 bytes each are looked at.
std::uint16_t hints_of(const markup::Node& element);

}  // namespace backfile::page
