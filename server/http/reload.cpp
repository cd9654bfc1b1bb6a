// First everything is checked, then everything is taken over.
#include "server/http/reload.h"

#include <algorithm>

namespace backfile::http {

Result<void> Reload::run(const config::Settings& settings) {
  std::vector<Apply> applies;
  for (const Prepare& prepare : prepares_) {
    auto apply = prepare(settings);
    if (!apply) return tl::unexpected<Error>(apply.error());
    applies.push_back(std::move(*apply));
  }
  for (const Apply& apply : applies) apply();
  return {};
}

std::vector<std::string> need_a_start(const config::Settings& before, const config::Settings& after) {
  constexpr std::string_view kAtStart[] = {
      "archive",      "listen",        "threads",      "streams",   "max_waiting",       "keep_alive_seconds",
      "head_seconds", "write_seconds", "body_seconds", "keys_file", "write_wait_seconds"};
  std::vector<std::string> names;
  for (const config::Setting& setting : config::table()) {
    const bool at_start = std::find(std::begin(kAtStart), std::end(kAtStart), setting.name) != std::end(kAtStart);
    if (at_start && setting.get(before) != setting.get(after)) names.emplace_back(setting.name);
  }
  return names;
}

}  // namespace backfile::http
