// The <meta> tags of a page: OpenGraph, Dublin Core, and what trackers and search engines ask for.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/markup/tree.h"
#include "indexer/page/said.h"

namespace backfile::page {

class MetaTags {
 public:
  explicit MetaTags(const markup::Document& tree);
  /// The first value under that name or property (lower case, `:` for `.` where either is used), cleaned; empty where there is none.
  std::string one(std::string_view name) const;
  /// All of them.
  const std::vector<std::string>& all(std::string_view name) const;

 private:
  std::unordered_map<std::string, std::vector<std::string>> values_;
};

/// Without the URL, which canonical_url() settles. Where several tags give a date, the most specific.
Said said_by_meta_tags(const MetaTags& tags, std::string_view language);

}  // namespace backfile::page
