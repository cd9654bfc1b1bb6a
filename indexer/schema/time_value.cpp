// Instants as slot values: big-endian, so that Xapian's string order is the order of time.
#include <algorithm>

#include "indexer/schema/fields.h"

namespace backfile::schema {
namespace {

constexpr int kBytes = 6;
constexpr std::int64_t kLatest = (std::int64_t{1} << (8 * kBytes)) - 1;

}  // namespace

std::string time_value(std::int64_t seconds) {
  const std::int64_t clamped = std::clamp<std::int64_t>(seconds, 0, kLatest);
  std::string value;
  for (int shift = 8 * (kBytes - 1); shift >= 0; shift -= 8) value.push_back(static_cast<char>(clamped >> shift & 0xFF));
  return value;
}

std::int64_t read_time_value(std::string_view value) {
  std::int64_t seconds = 0;
  for (const char byte : value.substr(0, kBytes)) seconds = seconds << 8 | static_cast<unsigned char>(byte);
  return seconds;
}

}  // namespace backfile::schema
