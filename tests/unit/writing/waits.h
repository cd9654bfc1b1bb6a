// How long writers of the tests wait for others to commit with.
#pragma once
#include <chrono>

namespace backfile::writing {

/// kLong: until the test ends, but for a bug; kShort: not worth noticing.
constexpr std::chrono::milliseconds kLong{20'000}, kShort{50};

}  // namespace backfile::writing
