// A file written from front to back, with its SHA-256 sum made on the way.
#pragma once
#include <openssl/evp.h>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/errors/error.h"

namespace backfile::glass {

/// One thread at a time. The first error is kept, and comes with close().
class OutputFile {
 public:
  /// path: must not exist.
  explicit OutputFile(const std::string& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void write(std::string_view bytes);
  /// Not synced.
  Result<void> close();
  /// Lower-case hexadecimal digits; after close().
  const std::string& sum() const { return sum_; }

 private:
  void fail_with_errno();
  void flush();
  const std::string path_;
  int fd_ = -1;
  std::string buffer_;
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> hash_;
  std::string sum_;
  Result<void> result_;
};

}  // namespace backfile::glass
