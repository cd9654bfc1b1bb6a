// What elements of the page's body state by itemprop or RDFa's property, seen or unseen: <meta itemprop="datePublished" content="…">.
#pragma once
#include <string_view>

#include "indexer/markup/tree.h"
#include "indexer/page/said.h"

namespace backfile::page {

/// Of the first item that is an article of any kind, or of none (properties without an item around them). Names in the text of elements are
/// left to printed_authors(). language: for dates such as 4/5/1912.
Said said_by_microdata(const markup::Document& tree, std::string_view language);

}  // namespace backfile::page
