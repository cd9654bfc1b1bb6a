#include "indexer/glass/version_file.h"

#include <random>

#include "indexer/glass/pack.h"

namespace backfile::glass {
namespace {

constexpr std::string_view kMagic("\x0f\x0dXapian Glass", 14);
// The day on which the format last changed: years since 2014 times 512, months times 32, days.
constexpr unsigned kFormat = (2016 - 2014) << 9 | 3 << 5 | 14;

constexpr std::size_t kIdentityBytes = 16;
constexpr unsigned kDeflatedFrom = 18;  // bytes: longer tags are deflated, in tables that are

void append_root(std::string& out, const Root& root, bool deflated) {
  constexpr unsigned kIsFake = 1, kSequential = 2;
  append_uint(out, root.block);
  append_uint(out, root.level << 2 | kSequential | (root.entries == 0 ? kIsFake : 0));
  append_uint(out, root.entries);
  append_uint(out, kBlockBytes >> 11);
  append_uint(out, deflated ? kDeflatedFrom : 0);
  // Free blocks: as of this revision, the first block never used, and an empty list (two places of two numbers).
  std::string free_blocks;
  if (root.entries > 0) {
    append_uint(free_blocks, kRevision);
    append_uint(free_blocks, root.blocks);
    free_blocks.append(4, '\0');
  }
  append_string(out, free_blocks);
}

}  // namespace

std::string version_file(const std::array<Root, 4>& roots, const Statistics& statistics) {
  std::string out(kMagic);
  out.push_back(static_cast<char>(kFormat >> 8));
  out.push_back(static_cast<char>(kFormat));
  std::random_device random;
  for (std::size_t i = 0; i < kIdentityBytes; ++i) out.push_back(static_cast<char>(random()));
  append_uint(out, kRevision);
  append_root(out, roots[0], false);
  append_root(out, roots[1], true);
  append_root(out, roots[2], true);
  append_root(out, roots[3], false);
  append_root(out, {}, true);  // spelling: none
  append_root(out, {}, true);  // synonyms: none
  append_uint(out, statistics.documents);
  append_uint(out, 0);  // how much the highest number of a document is above their count
  append_uint(out, statistics.shortest);
  append_uint(out, statistics.most_occurrences);
  append_uint(out, statistics.longest - statistics.most_occurrences);
  append_uint(out, 0);  // the oldest changeset
  append_uint(out, statistics.total_length);
  append_uint(out, 0);  // the most frequent word of the spelling dictionary
  return out;
}

}  // namespace backfile::glass
