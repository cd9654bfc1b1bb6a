// The lists of apostrophes.h.
#include "indexer/analysis/apostrophes.h"

#include <algorithm>
#include <iterator>

namespace backfile::analysis {

bool is_clitic(std::string_view folded) {
  static constexpr std::string_view kClitics[] = {"s", "ll", "re", "ve", "d", "m"};
  return std::find(std::begin(kClitics), std::end(kClitics), folded) != std::end(kClitics);
}

bool is_elision(std::string_view folded_prefix, std::string_view folded_rest) {
  static constexpr std::string_view kPrefixes[] = {
      "l",    "d",   "j",    "m",    "n",    "s",    "t",    "c",   "qu",   "jusqu", "lorsqu", "puisqu", "quoiqu", "un",   "gl",   "dell",
      "nell", "all", "dall", "sull", "coll", "degl", "negl", "agl", "dagl", "sugl",  "quell",  "quest",  "bell",   "sant", "tutt", "anch"};
  if (folded_rest.empty() || std::string_view("aeiouyh").find(folded_rest[0]) == std::string_view::npos) return false;
  return std::find(std::begin(kPrefixes), std::end(kPrefixes), folded_prefix) != std::end(kPrefixes);
}

}  // namespace backfile::analysis
