// "Did you mean …?" for the names of settings.
#pragma once
#include <string>
#include <vector>

namespace backfile::config {

/// The known name with the fewest letters to add, drop, change or swap; the first of equals. Empty where none is at all near
/// (more than half of its letters differ).
std::string nearest(const std::string& name, const std::vector<std::string>& known);

}  // namespace backfile::config
