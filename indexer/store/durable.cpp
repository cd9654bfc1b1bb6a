#include "indexer/store/durable.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace backfile::store {
namespace fs = std::filesystem;

Error system_error(const std::string& what, const std::string& path) {
  const int number = errno;
  const std::string reason = number == ENOSPC ? "the disk is full" : std::strerror(number);
  return Error{number == ENOENT ? Code::not_found : Code::io, "cannot " + what + " " + path + ": " + reason};
}

Result<void> sync_path(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return tl::unexpected<Error>(system_error("open", path));
  if (::fsync(fd) != 0) {
    Error error = system_error("sync", path);
    ::close(fd);
    return tl::unexpected<Error>(error);
  }
  ::close(fd);
  return {};
}

Result<void> sync_tree(const std::string& directory) {
  std::error_code trouble;
  for (const auto& entry : fs::directory_iterator(directory, trouble)) {
    auto synced = entry.is_directory() ? sync_tree(entry.path()) : sync_path(entry.path());
    if (!synced) return synced;
  }
  if (trouble) return fail(Code::io, "cannot read " + directory + ": " + trouble.message());
  return sync_path(directory);
}

namespace {

Result<void> write_and_sync(const std::string& path, const std::string& content) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return tl::unexpected<Error>(system_error("write", path));
  std::size_t done = 0;
  while (done < content.size()) {
    const ssize_t written = ::write(fd, content.data() + done, content.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) break;
    done += static_cast<std::size_t>(written);
  }
  if (done < content.size() || ::fsync(fd) != 0) {
    Error error = system_error("write", path);
    ::close(fd);
    return tl::unexpected<Error>(error);
  }
  ::close(fd);
  return {};
}

}  // namespace

Result<void> rename_durably(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return tl::unexpected<Error>(system_error("rename", from));
  return sync_path(fs::path(to).parent_path().string());
}

Result<void> replace_file(const std::string& path, const std::string& content) {
  const std::string fresh = path + ".new";
  if (auto written = write_and_sync(fresh, content); !written) return written;
  return rename_durably(fresh, path);
}

}  // namespace backfile::store
