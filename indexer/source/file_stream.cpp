// open, read and lseek, with the errors as sentences.
#include "indexer/source/file_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace backfile::source {
namespace {

Error system_error(const char* what, int number) {
  const Code code = number == ENOENT || number == ENOTDIR ? Code::not_found : Code::io;
  return Error{code, std::string(what) + ": " + std::strerror(number)};
}

}  // namespace

Result<FileStream> FileStream::open(const std::string& path, Accept accept) {
  // Without O_NONBLOCK a pipe that nobody writes to would hold us here for ever.
  const int nonblock = accept == Accept::regular ? O_NONBLOCK : 0;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | nonblock);
  if (descriptor < 0) return tl::unexpected<Error>(system_error("cannot be opened", errno));
  FileStream file(descriptor, true);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return tl::unexpected<Error>(system_error("cannot be opened", errno));
  if (S_ISREG(status.st_mode)) {
    file.seekable_ = true;
    file.size_ = static_cast<std::uint64_t>(status.st_size);
  } else if (accept == Accept::regular || !(S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode))) {
    return fail(Code::refused, "is neither a file, a folder nor a pipe");
  }
  return file;
}

FileStream FileStream::standard_input() { return {STDIN_FILENO, false}; }

FileStream::FileStream(FileStream&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      owned_(std::exchange(other.owned_, false)),
      seekable_(other.seekable_),
      size_(other.size_),
      read_(other.read_),
      error_(std::move(other.error_)) {}

FileStream::~FileStream() {
  if (owned_) ::close(descriptor_);
}

Result<std::size_t> FileStream::read(char* buffer, std::size_t size) {
  if (error_) return tl::unexpected<Error>(*error_);
  for (;;) {
    const auto got = ::read(descriptor_, buffer, size);
    if (got >= 0) {
      read_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
    if (errno == EINTR) continue;
    error_ = system_error("cannot be read", errno);
    return tl::unexpected<Error>(*error_);
  }
}

std::uint64_t FileStream::consumed() const { return seekable_ ? std::min(read_, size_) : read_; }

std::int64_t FileStream::seek(std::int64_t offset, int whence) { return ::lseek(descriptor_, offset, whence); }

}  // namespace backfile::source
