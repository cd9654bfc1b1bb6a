// Settings taken over while the server runs (SIGHUP): all of them, or none where something is wrong.
#pragma once
#include <functional>
#include <vector>

#include "config/settings.h"

namespace backfile::http {

/// Used by one thread.
class Reload {
 public:
  using Apply = std::function<void()>;
  /// Reads and checks what new settings ask for, changes nothing, and returns what takes it over; that cannot fail.
  using Prepare = std::function<Result<Apply>(const config::Settings&)>;

  void add(Prepare prepare) { prepares_.push_back(std::move(prepare)); }

  /// Nothing is taken over where one of them fails.
  Result<void> run(const config::Settings& settings);

 private:
  std::vector<Prepare> prepares_;
};

/// The settings that differ and are taken over only when the server starts.
std::vector<std::string> need_a_start(const config::Settings& before, const config::Settings& after);

}  // namespace backfile::http
