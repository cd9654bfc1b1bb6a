// Where on the page the article is.
#pragma once
#include "indexer/page/furniture_nodes.h"
#include "indexer/page/outline.h"

namespace backfile::page {

/// The element that holds the article's text and as little else as can be. outline: summed up over what is not left out.
/// The document itself where nothing better is found.
const markup::Node& article_root(const Outline& outline, const NamesByNode& names);

}  // namespace backfile::page
