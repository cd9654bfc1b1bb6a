#include "indexer/store/build_directory.h"

#include <unistd.h>

#include <filesystem>

#include "indexer/store/archive.h"
#include "indexer/store/durable.h"

namespace backfile::store {
namespace fs = std::filesystem;

constexpr const char* kLockFile = "/lock";

Result<std::unique_ptr<BuildDirectory>> BuildDirectory::create(const std::string& archive, double wait_seconds) {
  auto access = begin_writing(archive, wait_seconds);
  if (!access) return tl::unexpected<Error>(access.error());
  std::string path;
  std::error_code trouble;
  for (int number = 0;; ++number) {
    path = archive + "/" + kBuildPrefix + std::to_string(::getpid()) + "-" + std::to_string(number);
    if (fs::create_directory(path, trouble)) break;
    if (trouble) return fail(Code::io, "cannot create " + path + ": " + trouble.message());
  }
  auto lock = Lock::acquire(path + kLockFile, 0);
  if (!lock) return tl::unexpected<Error>(lock.error());
  return std::unique_ptr<BuildDirectory>(new BuildDirectory(std::move(path), std::move(*lock)));
}

BuildDirectory::~BuildDirectory() {
  std::error_code ignored;  // whatever stays is recognised as dead by the next writer
  fs::remove_all(path_, ignored);
}

std::string BuildDirectory::fresh_path() { return path_ + "/" + std::to_string(given_++); }

void BuildDirectory::remove_if_dead(const std::string& path) {
  std::error_code ignored;
  if (fs::exists(path + kLockFile, ignored) && !Lock::acquire(path + kLockFile, 0)) return;
  fs::remove_all(path, ignored);
}

}  // namespace backfile::store
