// The address that the page wants to be known by.
#pragma once
#include <string>
#include <string_view>

#include "indexer/markup/tree.h"

namespace backfile::page {

/// `link`, as written in the page at `base`, as an absolute address without a fragment; empty where it cannot be one.
std::string absolute_url(std::string_view link, std::string_view base);

/// <link rel=canonical>, else og:url, else `fetched`; but not a home page where the page was fetched from deeper down.
/// og_url: may be empty. fetched: may be empty.
std::string canonical_url(const markup::Document& tree, std::string_view og_url, std::string_view fetched);

}  // namespace backfile::page
