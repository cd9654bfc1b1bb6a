// When an archive was last written to.
#pragma once
#include <chrono>
#include <optional>
#include <string>

namespace backfile::store {

/// The latest time at which its manifest was replaced or one of its databases committed to, by the file system's clock. Nothing where
/// there is no archive that can be read. A few stat(2).
std::optional<std::chrono::system_clock::time_point> last_change(const std::string& archive);

}  // namespace backfile::store
