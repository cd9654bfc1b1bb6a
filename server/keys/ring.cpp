#include "server/keys/ring.h"

#include <openssl/crypto.h>
#include <sys/stat.h>

#include "indexer/article/sha256.h"

namespace backfile::keys {

Ring::Stamp Ring::stamp_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return {};
  return {found.st_ctim.tv_sec, found.st_ctim.tv_nsec, found.st_ino, static_cast<std::uint64_t>(found.st_size)};
}

/// What is wrong with the file.
std::vector<std::string> Ring::reload() {
  // The stamp is taken first: a change in between is then noticed at the next look.
  stamp_ = stamp_of(path_);
  keys_.clear();
  const auto text = read_keys_file(path_);
  if (!text && text.error().code == Code::not_found) return {};
  if (!text) return {text.error().message};
  Parsed parsed = parse_keys(*text);
  keys_ = std::move(parsed.keys);
  for (std::string& fault : parsed.faults) fault.insert(0, "keys file " + path_ + ", ");
  return parsed.faults;
}

Result<void> Ring::load() {
  const std::lock_guard lock(mutex_);
  const auto faults = reload();
  if (!faults.empty()) return fail(Code::invalid, faults.front(), "keys_file");
  return {};
}

std::optional<Key> Ring::find(std::string_view secret) {
  const std::string digest = article::sha256(secret);
  const std::lock_guard lock(mutex_);
  if (stamp_of(path_) != stamp_) {
    for (const std::string& fault : reload()) warn_(fault);
  }
  std::optional<Key> found;
  for (const Key& key : keys_) {
    if (CRYPTO_memcmp(key.digest.data(), digest.data(), digest.size()) == 0) found = key;
  }
  return found;
}

}  // namespace backfile::keys
