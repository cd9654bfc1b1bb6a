// The keys that a running server goes by.
#pragma once
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/keys/key.h"

namespace backfile::keys {

/// Follows its file: a key that is made or revoked counts from the next look. Any thread may call any member.
class Ring {
 public:
  /// path: of the keys file. warn: is told what is wrong with a file that changed while the server runs.
  Ring(std::string path, std::function<void(const std::string&)> warn) : path_(std::move(path)), warn_(std::move(warn)) {}

  /// At the start: no file is no key; one that cannot be read, or has a wrong line, is an error that says which.
  Result<void> load();

  /// The key of this secret. Looks at the file first (one stat(2)). Lines that are wrong give no key, and a file that cannot be read none
  /// at all: whatever befalls the file, no revoked key lives on.
  std::optional<Key> find(std::string_view secret);

 private:
  struct Stamp {
    std::int64_t seconds = 0, nanoseconds = 0;  // of the last change to the file or its inode
    std::uint64_t inode = 0, size = 0;          // all 0: there is none
    bool operator==(const Stamp&) const = default;
  };
  static Stamp stamp_of(const std::string& path);
  std::vector<std::string> reload();

  const std::string path_;
  const std::function<void(const std::string&)> warn_;
  std::mutex mutex_;
  Stamp stamp_;
  std::vector<Key> keys_;
};

}  // namespace backfile::keys
