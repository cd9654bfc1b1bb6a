// Finds the end of one JSON value by its brackets and strings. Does not parse: it notices only what would make it lose the boundary.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "indexer/readers/byte_window.h"

namespace backfile::readers {

/// Deeper nesting is refused: no news format needs it, and nlohmann's dump() overflows the stack at great depths.
inline constexpr unsigned kMaxJsonDepth = 64;

class JsonScan {
 public:
  enum class Result {
    whole,      // the value has ended; the window stands behind it
    list,       // a list of objects under a name such as "articles" begins; the window stands before its first object
    broken,     // see reason()
    cut_short,  // the input has ended
  };

  struct Rules {
    std::size_t max_bytes;     // a longer value is not held any more, and too_long() says so
    bool stop_at_lists;        // give Result::list
    std::size_t decide_after;  // bytes of an object without text of its own after which a list seen in it is taken for the records
  };

  /// levels: objects already open around the position (the rest of an object behind a list in it).
  JsonScan(ByteWindow& window, const Rules& rules, unsigned levels = 0);

  Result run();

  bool too_long() const { return too_long_; }
  const std::string& reason() const { return reason_; }
  const std::string& first_key() const { return first_key_; }
  /// Offset in kept() of the first object of a list of records, 0 where none was seen, and how many objects are open around it.
  std::size_t list_at() const { return list_at_; }
  unsigned list_levels() const { return list_levels_; }
  /// The object has an article's text among its own names, so a list in it is something else.
  bool has_text() const { return has_text_; }

 private:
  bool more();
  bool string_part();
  bool significant(char c);
  bool open(char c);
  bool close(char c);
  bool name_ends();
  bool fail(const char* reason);
  bool in_list() const { return (lists_[depth_ / 64] >> (depth_ % 64) & 1) != 0; }
  bool list_of_records() const;

  ByteWindow& window_;
  Rules rules_;
  std::uint64_t lists_[2] = {0, 0};  // bit n: what is open at depth n is a list
  unsigned depth_;
  char before_ = 0;  // the last significant character; 'a' for numbers and words
  bool in_string_ = false, backslash_ = false, too_long_ = false, has_text_ = false, list_opened_ = false;
  std::string name_;     // the beginning of the last string at the outer levels
  std::string keys_[2];  // the name being given a value, at the two outer levels
  std::string first_key_, reason_;
  std::size_t list_at_ = 0;
  unsigned list_levels_ = 0;
};

}  // namespace backfile::readers
