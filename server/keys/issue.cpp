#include "server/keys/issue.h"

#include <fcntl.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <filesystem>

#include "indexer/article/id.h"
#include "indexer/article/sha256.h"
#include "indexer/store/durable.h"
#include "indexer/store/lock.h"

namespace backfile::keys {
namespace {

constexpr double kWaitSeconds = 10;  // for another process that changes the file

/// 256 bits, behind letters by which programs that look for leaked secrets may know them.
Result<std::string> fresh_secret() {
  std::array<unsigned char, 32> random{};
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) return fail(Code::io, "the system gave no random numbers");
  constexpr char kDigits[] = "0123456789abcdef";
  std::string secret = "bfk_";
  for (const unsigned char byte : random) {
    secret += kDigits[byte >> 4];
    secret += kDigits[byte & 15];
  }
  return secret;
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[16];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts));
}

std::string directory_of(const std::string& path) {
  const std::string directory = std::filesystem::path(path).parent_path().string();
  return directory.empty() ? "." : directory;
}

Result<void> write_privately(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return tl::unexpected<Error>(store::system_error("write", path));
  struct stat owner {};
  const bool as_root = ::geteuid() == 0 && ::stat(directory_of(path).c_str(), &owner) == 0;
  const bool done = ::fchmod(file, 0600) == 0 && (!as_root || ::fchown(file, owner.st_uid, owner.st_gid) == 0) &&
                    ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  const Error error = done ? Error{} : store::system_error("write", path);
  ::close(file);
  if (!done) return tl::unexpected<Error>(error);
  return {};
}

/// Under a lock of its own: the file itself is replaced. change: the new text from the old one.
template <class Change>
Result<void> change_file(const std::string& path, Change&& change) {
  auto lock = store::Lock::acquire(path + ".lock", kWaitSeconds);
  if (!lock) return tl::unexpected<Error>(lock.error());
  auto text = read_keys_file(path);
  if (!text && text.error().code != Code::not_found) return tl::unexpected<Error>(text.error());
  Result<std::string> changed = change(text ? *text : std::string());
  if (!changed) return tl::unexpected<Error>(changed.error());
  const std::string fresh = path + ".new";
  if (auto written = write_privately(fresh, *changed); !written) return written;
  if (::rename(fresh.c_str(), path.c_str()) != 0) return tl::unexpected<Error>(store::system_error("rename", fresh));
  return store::sync_path(directory_of(path));
}

bool has(const std::string& text, const std::string& name) {
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (name_in(line) == name) return true;
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return false;
}

}  // namespace

Result<std::string> add_key(const std::string& path, Key key) {
  if (!article::is_url_safe(key.name)) {
    return fail(Code::invalid, "a key's name is 1 to 64 of A-Z a-z 0-9 . _ -, not '" + key.name + "'");
  }
  const auto secret = fresh_secret();
  if (!secret) return secret;
  key.created = today();
  key.digest = article::sha256(*secret);
  auto changed = change_file(path, [&](std::string text) -> Result<std::string> {
    if (has(text, key.name)) return fail(Code::invalid, "there is a key '" + key.name + "' already; revoke it first, or take another name");
    if (!text.empty() && text.back() != '\n') text += '\n';
    return text + to_line(key) + '\n';
  });
  if (!changed) return tl::unexpected<Error>(changed.error());
  return *secret;
}

Result<void> revoke_key(const std::string& path, const std::string& name) {
  return change_file(path, [&](const std::string& text) -> Result<std::string> {
    if (!has(text, name)) return fail(Code::not_found, "there is no key '" + name + "' in " + path);
    std::string kept;
    for (std::string_view rest = text; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      if (name_in(line) != name) kept.append(line) += '\n';
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    return kept;
  });
}

}  // namespace backfile::keys
