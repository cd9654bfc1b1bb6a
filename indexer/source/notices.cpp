#include "indexer/source/notices.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "indexer/source/listing.h"

namespace backfile::source {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF |
                                  IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW;

}  // namespace

Result<Notices> Notices::open(std::string but_not) {
  const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0) return fail(Code::io, std::string("the system gives no notices of changes: ") + std::strerror(errno));
  return Notices(descriptor, std::move(but_not));
}

Notices::~Notices() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Notices::Notices(Notices&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      but_not_(std::move(other.but_not_)),
      folders_(std::move(other.folders_)),
      roots_(std::move(other.roots_)) {}

Result<void> Notices::watch_one(const std::string& folder) {
  const int watch = ::inotify_add_watch(descriptor_, folder.c_str(), kEvents);
  if (watch >= 0) {
    folders_[watch] = folder;
    return {};
  }
  if (errno == ENOSPC)
    return fail(Code::refused, "the system allows no more watched folders: raise fs.inotify.max_user_watches (" +
                                   std::to_string(folders_.size()) + " are watched; the rest is looked at in every rescan)");
  return fail(errno == ENOENT || errno == ENOTDIR ? Code::not_found : Code::io, folder + " cannot be watched: " + std::strerror(errno));
}

Result<void> Notices::watch(const std::string& folder) {
  if (folders_.empty() || std::none_of(roots_.begin(), roots_.end(), [&](const std::string& root) { return lies_in(folder, root); }))
    roots_.push_back(folder);
  std::vector<std::string> left{folder};
  while (!left.empty()) {
    const std::string at = std::move(left.back());
    left.pop_back();
    // First the watch, then the look: what comes in between is told twice rather than never.
    if (auto watched = watch_one(at); !watched && (at == folder || watched.error().code == Code::refused)) return watched;
    std::error_code trouble;
    for (fs::directory_iterator entry(at, trouble), end; !trouble && entry != end; entry.increment(trouble)) {
      std::error_code vanished;
      const std::string path = at + "/" + entry->path().filename().string();
      if (is_passing_name(entry->path().filename().string()) || path == but_not_) continue;
      if (entry->symlink_status(vanished).type() == fs::file_type::directory) left.push_back(path);
    }
  }
  return {};
}

void Notices::forget_below(const std::string& folder) {
  for (auto at = folders_.begin(); at != folders_.end();) {
    if (lies_in(at->second, folder)) {
      ::inotify_rm_watch(descriptor_, at->first);
      at = folders_.erase(at);
    } else {
      ++at;
    }
  }
}

void Notices::folder_event(std::uint32_t mask, const std::string& path, std::vector<Notice>& notices) {
  if (mask & (IN_MOVED_FROM | IN_DELETE)) {
    // A folder that moved keeps its watches, under its old name.
    forget_below(path);
    notices.push_back({Notice::Kind::gone, path});
  } else if (mask & (IN_CREATE | IN_MOVED_TO)) {
    (void)watch(path);  // what cannot be watched is found by the next rescan
    notices.push_back({Notice::Kind::folder, path});
  }
}

void Notices::event(int watch, std::uint32_t mask, const char* name, std::vector<Notice>& notices) {
  if (mask & IN_Q_OVERFLOW) return notices.push_back({Notice::Kind::missed, {}});
  const auto found = folders_.find(watch);
  if (found == folders_.end()) return;
  const std::string folder = found->second;
  if (mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) {
    if (mask & IN_IGNORED) folders_.erase(found);
    const bool is_root = std::find(roots_.begin(), roots_.end(), folder) != roots_.end();
    if (is_root || (mask & IN_UNMOUNT)) notices.push_back({Notice::Kind::lost, folder});
    return;
  }
  if (is_passing_name(name)) return;
  const std::string path = folder + "/" + name;
  if (path == but_not_) return;
  if (mask & IN_ISDIR) return folder_event(mask, path, notices);
  if (mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) notices.push_back({Notice::Kind::complete, path});
  if (mask & IN_CREATE) notices.push_back({Notice::Kind::begun, path});
  if (mask & IN_MODIFY) notices.push_back({Notice::Kind::growing, path});
  if (mask & (IN_DELETE | IN_MOVED_FROM)) notices.push_back({Notice::Kind::gone, path});
}

std::vector<Notice> Notices::wait(int milliseconds) {
  std::vector<Notice> notices;
  pollfd waiting{descriptor_, POLLIN, 0};
  if (::poll(&waiting, 1, milliseconds) <= 0) return notices;
  alignas(inotify_event) std::array<char, 64 * 1024> buffer{};
  for (ssize_t got = 0; (got = ::read(descriptor_, buffer.data(), buffer.size())) > 0;) {
    for (ssize_t at = 0; at < got;) {
      const auto* told = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      event(told->wd, told->mask, told->len > 0 ? told->name : "", notices);
      at += static_cast<ssize_t>(sizeof(inotify_event)) + told->len;
    }
    if (notices.size() > 100'000) break;  // the rest comes with the next call
  }
  return notices;
}

}  // namespace backfile::source
