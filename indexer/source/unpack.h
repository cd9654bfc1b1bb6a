// Packed bytes to plain bytes, by libarchive: one compressed stream, or a container entry by entry. Nothing touches the disk.
// Gzip files, whose members stand alone, have a stream of their own: gzip_stream.h.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "indexer/source/allowance.h"
#include "indexer/source/file_stream.h"
#include "indexer/source/magic.h"
#include "indexer/source/source.h"

namespace backfile::source {

struct LibarchiveHandle;

/// An open libarchive reader over `bytes`. seekable: the file itself where `bytes` is nothing but it, else null; a zip file is then read by
/// its directory at the end. All of them must outlive this.
class Unpacker {
 public:
  Unpacker(ByteStream& bytes, FileStream* seekable, Packing packing, Allowance allowance);
  ~Unpacker();
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  struct Member {
    std::string name;     // as the container has it
    std::string refusal;  // why it must not be read; empty where it may be
    bool file = false;    // false for folders
  };
  /// The next member of a container; nothing at the end. For a compressed stream: call once, before read().
  Result<std::optional<Member>> next();

  /// Bytes of the current member; 0 at its end.
  Result<std::size_t> read(char* buffer, std::size_t size);

 private:
  Error error_of(const char* fallback);
  std::unique_ptr<LibarchiveHandle> handle_;
  Allowance allowance_;
  std::optional<Error> error_;
};

/// The current member of an unpacker as a stream.
class MemberStream : public ByteStream {
 public:
  explicit MemberStream(Unpacker& unpacker) : unpacker_(unpacker) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override;

 private:
  Unpacker& unpacker_;
  std::optional<Error> error_;
};

}  // namespace backfile::source
