// A file of the operating system as a stream: read(2) and nothing between.
#pragma once
#include <optional>
#include <string>

#include "indexer/source/source.h"

namespace backfile::source {

class FileStream : public ByteStream {
 public:
  /// What may be opened: a folder's pipes and devices would make a walk hang, but a pipe that the user names is meant (`<(zcat …)`).
  enum class Accept { regular, regular_or_pipe };

  static Result<FileStream> open(const std::string& path, Accept accept);
  static FileStream standard_input();

  FileStream(FileStream&& other) noexcept;
  FileStream& operator=(FileStream&&) = delete;
  ~FileStream() override;

  Result<std::size_t> read(char* buffer, std::size_t size) override;

  /// Bytes on disk; 0 where it is not a regular file.
  std::uint64_t size() const { return size_; }
  /// Bytes read so far; never more than size() for a regular file, however often parts of it were read again.
  std::uint64_t consumed() const;
  bool seekable() const { return seekable_; }
  /// As lseek(2); the new offset, or -1.
  std::int64_t seek(std::int64_t offset, int whence);

 private:
  FileStream(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
  int descriptor_;
  bool owned_;
  bool seekable_ = false;
  std::uint64_t size_ = 0, read_ = 0;
  std::optional<Error> error_;
};

}  // namespace backfile::source
