// What changes below folders, as the system tells it (inotify).
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::source {

struct Notice {
  enum class Kind {
    complete,  // a file was written and closed, or moved here: it can be read
    begun,     // a file was made: empty, or a link to a complete one
    growing,   // a file was written to and is still open
    gone,      // a file or a folder was deleted or moved away
    folder,    // a folder was made or moved here; what it holds may have come before anybody watched it
    lost,      // the watched folder itself went away, or its file system did
    missed,    // the system lost notices: only looking at everything helps
  };
  Kind kind;
  std::string path;
};

/// Used by one thread.
class Notices {
 public:
  /// but_not: a folder that is not watched.
  static Result<Notices> open(std::string but_not);
  ~Notices();
  Notices(Notices&& other) noexcept;
  Notices& operator=(Notices&&) = delete;

  /// Watches `folder` and everything below. Code::refused where the system allows no more watches, with what to do about it; what is
  /// watched by then stays so. Watching a folder again does no harm.
  Result<void> watch(const std::string& folder);

  /// What happened since; waits for up to `milliseconds` where nothing did. Comes back early, with nothing, where a signal arrives.
  std::vector<Notice> wait(int milliseconds);

 private:
  explicit Notices(int descriptor, std::string but_not) : descriptor_(descriptor), but_not_(std::move(but_not)) {}
  Result<void> watch_one(const std::string& folder);
  void forget_below(const std::string& folder);
  void folder_event(std::uint32_t mask, const std::string& path, std::vector<Notice>& notices);
  void event(int watch, std::uint32_t mask, const char* name, std::vector<Notice>& notices);

  int descriptor_;
  std::string but_not_;
  std::unordered_map<int, std::string> folders_;  // by watch
  std::vector<std::string> roots_;
};

}  // namespace backfile::source
