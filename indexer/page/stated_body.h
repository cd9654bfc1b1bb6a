// The body that a page states in its JSON-LD, for pages whose markup holds less of it.
#pragma once
#include <string>

#include "indexer/errors/deadline.h"
#include "indexer/markup/tree.h"

namespace backfile::page {

/// `articleBody` of the page's longest article, paragraphs parted by blank lines where it has any; empty where there is none.
std::string stated_body_of(const markup::Document& document, const Deadline& deadline);

}  // namespace backfile::page
