// The paragraph between the headline and the text, which many pages keep apart from both.
#pragma once
#include <string_view>
#include <vector>

#include "indexer/page/furniture_nodes.h"
#include "indexer/page/outline.h"

namespace backfile::page {

/// title: as the page gives it elsewhere. Elements before the root, in document order, none within another. outline: summed up over what
/// `left` leaves.
std::vector<const markup::Node*> leads_of(const Outline& outline, const NamesByNode& names, const Left& left, const markup::Node& root,
                                          std::string_view title);

}  // namespace backfile::page
