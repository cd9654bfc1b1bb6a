// Work that may crash or hang on damaged data, in a forked child whose findings come back line by line.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "indexer/errors/error.h"

namespace backfile::store {

struct ChildReport {
  std::vector<std::string> lines;  // what the child reported before it ended
  std::string ended_badly;         // "crashed (signal 11)", "took longer than 60 s"; empty where it ended well
};

/// Runs `work` in a child process; each call of `report` inside it becomes one line (newlines become spaces). Killed after `seconds`. Only
/// from a process without other threads. Errors: Code::io where no child can be made.
Result<ChildReport> run_in_child(const std::function<void(const std::function<void(const std::string&)>& report)>& work, unsigned seconds);

}  // namespace backfile::store
