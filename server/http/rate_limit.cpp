// Token buckets, filled as time passes.
#include "server/http/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace backfile::http {
namespace {
/// Some 100 bytes each. Where more clients than these are active at once, no limit by client helps.
constexpr std::size_t kMostBuckets = 65536;
}  // namespace

double RateLimit::tokens_at(const Bucket& bucket, Clock::time_point now) const {
  const double seconds = std::chrono::duration<double>(now - bucket.at).count();
  return std::min(burst_, bucket.tokens + std::max(seconds, 0.0) * per_second_);
}

void RateLimit::forget_the_quiet(Clock::time_point now) {
  std::erase_if(buckets_, [&](const auto& entry) { return tokens_at(entry.second, now) >= burst_; });
  if (buckets_.size() >= kMostBuckets) buckets_.clear();
}

unsigned RateLimit::seconds_to_wait(const std::string& client, Clock::time_point now) {
  if (per_second_ <= 0) return 0;
  if (buckets_.size() >= kMostBuckets) forget_the_quiet(now);
  Bucket& bucket = buckets_.try_emplace(client, Bucket{burst_, now}).first->second;
  bucket.tokens = tokens_at(bucket, now);
  bucket.at = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return static_cast<unsigned>(std::ceil((1 - bucket.tokens) / per_second_));
}

}  // namespace backfile::http
