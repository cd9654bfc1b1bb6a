// The word cache: a written word that came before costs one hash lookup, with its terms, stems and offsets ready.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
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

/// Valid until trim().
class CachedWord {
 public:
  std::uint32_t count() const { return head_->count; }
  CachedReading reading(std::uint32_t i) const {
    const Packed& packed = readings_of(head_)[i];
    const char* const text = text_of(head_);
    const auto view = [&](const Piece& piece) { return std::string_view(text + piece.at, piece.bytes); };
    return {view(packed.term),      {view(packed.stems[0]), view(packed.stems[1])}, packed.begin, packed.end, packed.same_position,
            packed.only_in_capitals};
  }

 private:
  friend class WordCache;
  /// Bytes of the texts.
  struct Piece {
    std::uint32_t at;
    std::uint32_t bytes;
  };
  struct Packed {
    std::uint32_t begin, end;
    Piece term, stems[2];
    bool same_position, only_in_capitals;
  };
  /// Behind it its readings, and behind these the texts, of which the word as written is the first.
  struct Head {
    std::uint32_t written_bytes, language_key, count;
  };
  static const Packed* readings_of(const Head* head) { return reinterpret_cast<const Packed*>(head + 1); }
  static const char* text_of(const Head* head) { return reinterpret_cast<const char*>(readings_of(head) + head->count); }

  explicit CachedWord(const Head* head) : head_(head) {}
  const Head* head_;
};

/// Keyed by the word as written and the language. Not thread-safe.
class WordCache {
 public:
  /// most_bytes: what it holds at most, about.
  explicit WordCache(std::size_t most_bytes);

  /// language: any number that tells languages apart, 0 to 255.
  CachedWord get(std::string_view written, unsigned language_key, Language language);

  /// Forgets everything if more is held than may be. Between two texts only: views into the cache die.
  void trim();

 private:
  using Head = CachedWord::Head;
  /// Small, as half of them are empty at least.
  struct Slot {
    std::uint32_t hash = 0, place = 0;  // place: of the word's head, from 1 on; 0: none
  };
  std::uint32_t insert(std::string_view written, unsigned language_key, Language language);
  char* bytes_at(std::uint32_t place) const;
  const Head* head_at(std::uint32_t place) const;
  std::uint32_t allocate(std::size_t bytes);
  void grow();

  const std::size_t most_bytes_;
  WordReader reader_;
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  std::string texts_;  // of the word that is inserted
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t free_bytes_ = 0, last_bytes_ = 0, held_bytes_ = 0;  // in the last block: free, and all
};

}  // namespace backfile::analysis
