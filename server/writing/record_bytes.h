// The bytes of a body on their way to a reader, record by record.
#pragma once
#include "indexer/source/source.h"
#include "server/writing/updates.h"

namespace backfile::writing {

/// Longest record, in bytes: the longest text that an article may have (article::kMaxTextBytes), with its markup.
inline constexpr std::size_t kMaxRecordBytes = 16u << 20;

/// Passes bytes on. While a record is long, holds leave for it; where there is none, fails with Code::busy.
class RecordBytes : public source::ByteStream {
 public:
  RecordBytes(source::ByteStream& inner, Updates& updates) : inner_(inner), updates_(updates) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override;
  void record_ends();
  /// Why it failed by itself; null where it did not.
  const Error* error() const { return busy_ ? &*busy_ : nullptr; }

 private:
  source::ByteStream& inner_;
  Updates& updates_;
  std::size_t count_ = 0;  // bytes since the last record's end
  Updates::LongRecord leave_;
  std::optional<Error> busy_;
};

}  // namespace backfile::writing
