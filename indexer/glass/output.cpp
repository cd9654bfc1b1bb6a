#include "indexer/glass/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace backfile::glass {
namespace {

constexpr std::size_t kBuffer = 1u << 18;

}  // namespace

OutputFile::OutputFile(const std::string& path) : path_(path), hash_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
  constexpr int kMode = 0666;
  fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
  if (fd_ < 0) fail_with_errno();
  buffer_.reserve(kBuffer);
  EVP_DigestInit_ex(hash_.get(), EVP_sha256(), nullptr);
}

OutputFile::~OutputFile() {
  if (fd_ >= 0) ::close(fd_);
}

void OutputFile::fail_with_errno() {
  const int error = errno;
  if (!result_) return;
  const std::string what = error == ENOSPC ? "the disk is full: " : "";
  result_ = fail(Code::io, what + path_ + " cannot be written: " + std::strerror(error));
}

void OutputFile::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > kBuffer) flush();
  buffer_.append(bytes);
}

void OutputFile::flush() {
  EVP_DigestUpdate(hash_.get(), buffer_.data(), buffer_.size());
  for (std::size_t done = 0; done < buffer_.size() && result_;) {
    const ssize_t written = ::write(fd_, buffer_.data() + done, buffer_.size() - done);
    if (written >= 0) {
      done += static_cast<std::size_t>(written);
    } else if (errno != EINTR) {
      fail_with_errno();
    }
  }
  buffer_.clear();
}

Result<void> OutputFile::close() {
  flush();
  if (fd_ >= 0 && ::close(fd_) != 0) fail_with_errno();
  fd_ = -1;
  unsigned char sum[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(hash_.get(), sum, &size);
  sum_.clear();
  for (unsigned i = 0; i < size; ++i) {
    sum_ += "0123456789abcdef"[sum[i] >> 4];
    sum_ += "0123456789abcdef"[sum[i] & 15];
  }
  return result_;
}

}  // namespace backfile::glass
