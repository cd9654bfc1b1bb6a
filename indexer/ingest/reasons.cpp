#include "indexer/ingest/reasons.h"

#include <algorithm>

namespace backfile::ingest {
namespace {

constexpr std::size_t kDifferent = 100;
constexpr std::size_t kLongest = 120;  // bytes of one; a reason is a sentence

/// What is peculiar to one record comes after a colon or in quotation marks.
std::string_view shared_part(std::string_view reason) {
  std::size_t end = std::min(reason.find('"'), reason.find(": "));
  end = std::min({end, reason.size(), kLongest});
  while (end > 0 && end < reason.size() && (static_cast<unsigned char>(reason[end]) & 0xC0) == 0x80) --end;  // never within a character
  std::string_view shared = reason.substr(0, end);
  while (!shared.empty() && (shared.back() == ' ' || shared.back() == ',')) shared.remove_suffix(1);
  return shared.empty() ? reason.substr(0, std::min(reason.size(), kLongest)) : shared;
}

}  // namespace

void Reasons::add(std::string_view reason) {
  const std::string_view shared = shared_part(reason);
  if (const auto known = counts_.find(shared); known != counts_.end()) {
    ++known->second;
  } else if (counts_.size() < kDifferent) {
    counts_.emplace(shared, 1);
  } else {
    ++others_;
  }
}

std::vector<ReasonCount> Reasons::counts() const {
  std::vector<ReasonCount> counts;
  for (const auto& [reason, count] : counts_) counts.push_back({reason, count});
  std::stable_sort(counts.begin(), counts.end(), [](const ReasonCount& a, const ReasonCount& b) { return a.count > b.count; });
  if (others_ > 0) counts.push_back({"other reasons", others_});
  return counts;
}

}  // namespace backfile::ingest
