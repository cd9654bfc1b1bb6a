#include "server/search/stretch_set.h"

#include <bit>

namespace backfile::search {
namespace {

[[gnu::always_inline]] inline std::size_t count(std::span<const std::uint64_t> words) {
  std::size_t bits = 0;
  for (const auto word : words) bits += static_cast<std::size_t>(std::popcount(word));
  return bits;
}

constexpr std::size_t kAtOnce = 4;

// Of each word so many are written, whether there are as many or not: most words have fewer, and how many cannot be foreseen (as simdjson
// does: Langdale and Lemire, "Parsing gigabytes of JSON per second", The VLDB Journal 28(6), 2019). into: has room for kAtOnce more.
[[gnu::always_inline]] inline void put(std::span<const std::uint64_t> words, Xapian::docid first, Xapian::docid* into) {
  const auto lowest = [](std::uint64_t bits) { return static_cast<Xapian::docid>(std::countr_zero(bits)); };
  for (auto bits : words) {
    Xapian::docid* const end = into + std::popcount(bits);
    for (std::size_t i = 0; i < kAtOnce; ++i, bits &= bits - 1) into[i] = first + lowest(bits);
    for (into += kAtOnce; into < end; ++into, bits &= bits - 1) *into = first + lowest(bits);
    into = end;
    first += 64;
  }
}

// Every processor of this kind since 2013 has instructions for it, but not all that the program is built for need to be one of these.
#ifdef __x86_64__
const bool kHasThem = __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi");
__attribute__((target("popcnt"))) std::size_t quick_count(std::span<const std::uint64_t> words) { return count(words); }
__attribute__((target("popcnt,bmi"))) void quick_put(std::span<const std::uint64_t> words, Xapian::docid first, Xapian::docid* into) {
  put(words, first, into);
}
#else
constexpr bool kHasThem = false;
constexpr auto quick_count = count;
constexpr auto quick_put = put;
#endif

}  // namespace

std::size_t bits_in(std::span<const std::uint64_t> words) { return kHasThem ? quick_count(words) : count(words); }

std::vector<Xapian::docid> docids_in(std::span<const std::uint64_t> words, Xapian::docid first) {
  const std::size_t size = bits_in(words);
  if (size == 0) return {};
  std::vector<Xapian::docid> all(size + kAtOnce);
  (kHasThem ? quick_put : put)(words, first, all.data());
  all.resize(size);
  return all;
}

}  // namespace backfile::search
