// The word cache: a written word that came before costs one hash lookup, with its terms, stems and offsets ready.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "indexer/analysis/words.h"

namespace backfile::analysis {

/// A Reading whose strings live in the cache.
struct CachedReading {
  std::string_view term;
  std::string_view stems[2];
  std::uint32_t begin, end;
  bool same_position, only_in_capitals;
};

struct CachedWord {
  const CachedReading* readings;
  std::uint32_t count;
};

/// Keyed by the word as written and the language. Not thread-safe.
class WordCache {
 public:
  /// most_bytes: what it holds at most, about.
  explicit WordCache(std::size_t most_bytes);

  /// Valid until trim(). language: any number that tells languages apart, 0 to 255.
  CachedWord get(std::string_view written, unsigned language_key, Language language);

  /// Forgets everything if more is held than may be. Between two texts only: views into the cache die.
  void trim();

 private:
  struct Entry;
  struct Slot {
    std::uint64_t hash = 0;
    const Entry* entry = nullptr;
  };
  const Entry* insert(std::string_view written, unsigned language_key, Language language);
  std::string_view keep(std::string_view text);
  char* allocate(std::size_t bytes, std::size_t alignment);
  void grow();

  const std::size_t most_bytes_;
  WordReader reader_;
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t free_bytes_ = 0, held_bytes_ = 0;
};

}  // namespace backfile::analysis
