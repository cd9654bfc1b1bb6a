// Blocks that are kept: each reader sees what the file has, whoever else reads.
#include "indexer/glass/block_cache.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <atomic>
#include <random>
#include <thread>
#include <vector>

using namespace backfile::glass;

namespace {

/// What file and block hold: their numbers, all over.
unsigned char content(std::uint64_t file, std::uint32_t block) { return static_cast<unsigned char>(file * 31 + block); }

HeldBlock find(BlockCache& cache, std::uint64_t file, std::uint32_t block, unsigned& reads) {
  return cache.find(file, block, [&](unsigned char* into) {
    ++reads;
    std::fill_n(into, kBlockBytes, content(file, block));
    return true;
  });
}

bool is_whole(const HeldBlock& held, std::uint64_t file, std::uint32_t block) {
  return std::all_of(held.bytes(), held.bytes() + kBlockBytes, [&](unsigned char byte) { return byte == content(file, block); });
}

}  // namespace

TEST_CASE("a block is read once, as long as there is room; blocks of other files are others") {
  BlockCache cache(64 * kBlockBytes);
  unsigned reads = 0;
  for (int round = 0; round < 3; ++round)
    for (const std::uint64_t file : {1, 2})
      for (std::uint32_t block = 0; block < 16; ++block) CHECK(is_whole(find(cache, file, block, reads), file, block));
  CHECK(reads == 32);
}

TEST_CASE("what was not asked for for longest makes room, but what is held stays") {
  BlockCache cache(16 * kBlockBytes);
  unsigned reads = 0;
  const HeldBlock held = find(cache, 1, 0, reads);
  for (std::uint32_t block = 1; block < 100; ++block) CHECK(is_whole(find(cache, 1, block, reads), 1, block));
  CHECK(reads == 100);
  CHECK(is_whole(held, 1, 0));
  CHECK(is_whole(find(cache, 1, 99, reads), 1, 99));
  CHECK(is_whole(find(cache, 1, 0, reads), 1, 0));
  CHECK(reads == 100);
  CHECK(is_whole(find(cache, 1, 50, reads), 1, 50));
  CHECK(reads == 101);
}

TEST_CASE("where all are held, blocks are read all the same") {
  BlockCache cache(1);
  unsigned reads = 0;
  std::vector<HeldBlock> held;
  for (std::uint32_t block = 0; block < 100; ++block) held.push_back(find(cache, 1, block, reads));
  for (std::uint32_t block = 0; block < 100; ++block) CHECK(is_whole(held[block], 1, block));
  held.clear();
  CHECK(is_whole(find(cache, 1, 7, reads), 1, 7));
}

TEST_CASE("what could not be read is not kept") {
  BlockCache cache(16 * kBlockBytes);
  unsigned reads = 0;
  cache.find(1, 5, [](unsigned char*) { return false; });
  CHECK(is_whole(find(cache, 1, 5, reads), 1, 5));
  CHECK(reads == 1);
}

TEST_CASE("threads that read at once do not see each other's blocks") {
  BlockCache cache(48 * kBlockBytes);
  std::atomic<unsigned> wrong{0};
  std::vector<std::thread> threads;
  for (unsigned seed = 0; seed < 4; ++seed)
    threads.emplace_back([&cache, &wrong, seed] {
      std::mt19937 random(seed);
      unsigned reads = 0;
      HeldBlock before;
      std::uint32_t block_before = 0;
      for (int round = 0; round < 3'000; ++round) {
        const auto block = static_cast<std::uint32_t>(random() % 90);
        HeldBlock held = find(cache, 1, block, reads);
        wrong += !is_whole(held, 1, block) || (before.bytes() && !is_whole(before, 1, block_before));
        before = std::move(held);
        block_before = block;
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}
