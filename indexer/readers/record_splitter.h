// Cuts a stream into records at marks that a format puts around them, holding one record at a time.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/source/source.h"

namespace backfile::readers {

/// A place where a record begins or ends.
struct Mark {
  enum class Kind { none, opens, closes, unsure } kind = Kind::none;
  std::size_t length = 0;  // bytes of the mark
};

/// What a format's marks look like.
struct Marks {
  std::string_view triggers;  // the bytes that a mark begins with
  /// text[at] is a trigger, and text[at - 1] is there unless the stream begins here. `unsure`: asks again with more bytes behind; never
  /// answered where `last`, and never for more than a few hundred bytes of look-ahead.
  Mark (*at)(std::string_view text, std::size_t at, bool last);
};

struct RawRecord {
  std::string_view bytes;  // with its marks; valid until the next call
  bool opened = true;      // false: what stands before the first mark, or between two records
  bool closed = false;     // false: the next record began, or the stream ended, before this one did
  bool too_large = false;  // bytes are then empty
};

/// A record begins at a mark that opens and ends behind one that closes, or before the next that opens. Linear in the stream.
class RecordSplitter {
 public:
  /// max_bytes: of one record. `bytes` must outlive this.
  RecordSplitter(source::ByteStream& bytes, const Marks& marks, std::size_t max_bytes)
      : bytes_(bytes), marks_(marks), max_bytes_(max_bytes) {}
  /// Nothing at the end, or where the stream failed: see error(). White space outside of records is left out.
  std::optional<RawRecord> next();
  /// The stream's error, after what was read before it has been given; empty where there was none.
  const std::string& error() const { return error_; }

 private:
  std::optional<Mark> find_mark();
  void fill();
  RawRecord cut(std::size_t end, bool closed);

  source::ByteStream& bytes_;
  const Marks& marks_;
  std::size_t max_bytes_;
  std::string buffer_;
  std::string error_;
  std::size_t begin_ = 0;  // of the record, or of what stands between records
  std::size_t scan_ = 0;   // no mark before it
  bool open_ = false, too_large_ = false, ended_ = false;
};

}  // namespace backfile::readers
