// Absolute and relative: the ratio catches a bomb long before the absolute limit does.
#include "indexer/source/allowance.h"

#include <string>

namespace backfile::source {
namespace {

/// Below this much unpacked data the ratio says nothing: a small file of blanks is no bomb.
constexpr std::uint64_t kRatioFrom = 64u << 20;

}  // namespace

std::optional<Error> Allowance::spend(std::size_t bytes) {
  unpacked_ += bytes;
  if (unpacked_ > limits_.max_unpacked_bytes) {
    return Error{Code::refused, "unpacks to more than " + std::to_string(limits_.max_unpacked_bytes >> 20) + " MiB, the limit"};
  }
  if (unpacked_ > kRatioFrom && unpacked_ / limits_.max_ratio > file_.consumed()) {
    return Error{Code::refused, "unpacks to more than " + std::to_string(limits_.max_ratio) + " times its size, the limit"};
  }
  return std::nullopt;
}

}  // namespace backfile::source
