#include "server/search/stretch_set.h"

#include <numeric>

namespace backfile::search {
namespace {

#ifdef __x86_64__
__attribute__((target("popcnt"))) std::size_t counted_by_processor(std::span<const std::uint64_t> words) {
  std::size_t bits = 0;
  for (const auto word : words) bits += static_cast<std::size_t>(__builtin_popcountll(word));
  return bits;
}
#endif

}  // namespace

// Sizes are asked for several times a term and stretch; every processor since 2008 counts in a tenth of the time, but not all that the
// program is built for need to be one of these.
std::size_t bits_in(std::span<const std::uint64_t> words) {
#ifdef __x86_64__
  static const bool counts = __builtin_cpu_supports("popcnt");
  if (counts) return counted_by_processor(words);
#endif
  return std::accumulate(words.begin(), words.end(), std::size_t{0},
                         [](std::size_t bits, std::uint64_t word) { return bits + bits_in(word); });
}

}  // namespace backfile::search
