// How old what is served is.
#pragma once
#include <optional>
#include <string>

namespace backfile::search {

/// Since the archive was last written to (store/last_change.h), not below 0; nothing where it cannot be read.
std::optional<double> seconds_since_change(const std::string& archive);

}  // namespace backfile::search
