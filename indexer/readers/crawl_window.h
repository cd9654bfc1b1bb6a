// The bytes of a crawl from where reading stands, as many as one record needs; it ends at damage and goes on behind it.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/source/source.h"

namespace backfile::readers {

class CrawlWindow {
 public:
  explicit CrawlWindow(source::ByteStream& bytes) : bytes_(bytes) {}

  /// What is there from the position on. Valid until the next call of anything else.
  std::string_view view() const { return std::string_view(buffer_).substr(at_); }
  /// Reads until view() holds that many bytes; false where the stream ends or is damaged before.
  bool fill(std::size_t size);
  /// Moves the position; size <= view().size().
  void take(std::size_t size) { at_ += size; }
  /// The first line of view() with its end, of at most `limit` bytes.
  std::string_view line(std::size_t limit);
  /// Moves behind blank lines and spaces before them.
  void take_blanks();

  /// Why the bytes end behind view(); empty where they simply do, or have not ended yet.
  const std::string& damage() const { return damage_; }
  /// Goes on behind the damage; what of view() is left before it is dropped. False where nothing comes behind it.
  bool resume();

 private:
  source::ByteStream& bytes_;
  std::string buffer_;
  std::size_t at_ = 0;
  bool ended_ = false;
  std::string damage_;
};

}  // namespace backfile::readers
