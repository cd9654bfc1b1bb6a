// The description by which a browser adds the archive to its search engines (OpenSearch 1.1).
#pragma once
#include <string>

namespace backfile::render {

struct SearchAddresses {
  std::string html, atom, suggestions;  // absolute URLs that end where the words go
};

/// name: the archive's; cut to the 16 characters that a short name may have.
std::string opensearch_description(const std::string& name, const SearchAddresses& addresses);

}  // namespace backfile::render
