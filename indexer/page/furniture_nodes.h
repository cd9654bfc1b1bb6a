// Elements that are left out because of what they are called.
#pragma once
#include <vector>

#include "indexer/page/blocks.h"
#include "indexer/page/names.h"
#include "indexer/page/outline.h"

namespace backfile::page {

/// By node index; all false for texts. Nothing is hidden where most of the text would be. outline: summed up over the whole page.
using NamesByNode = std::vector<Names>;
NamesByNode names_by_node(const Outline& outline, const Deadline& deadline);

/// <aside>, <figcaption> and their like.
bool is_furniture_element(const markup::Node& node);

/// What surrounds articles on this page. outline: summed up over the whole page.
Left around_article(const Outline& outline, const NamesByNode& names);

/// Adds what stands within the article's root and is none of its text. outline: summed up over what `left` leaves.
void leave_within(const Outline& outline, const NamesByNode& names, const markup::Node& root, Left& left);

}  // namespace backfile::page
