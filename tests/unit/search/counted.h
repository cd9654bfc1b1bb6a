// Counts of a facet, to be compared.
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "server/search/facet_counts.h"

namespace backfile::search {

inline std::map<std::string, std::uint64_t> counted(const FacetCounts& counts) {
  std::map<std::string, std::uint64_t> all;
  counts.each([&](const std::string& content, std::uint64_t count) { all[content] += count; });
  return all;
}

}  // namespace backfile::search
