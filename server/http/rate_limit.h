// So many requests a second, and a few at once: a token bucket a client.
#pragma once
#include <chrono>
#include <string>
#include <unordered_map>

namespace backfile::http {

/// Used by one thread.
class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;

  /// per_second: 0 for no limit. burst: what a client that was quiet may ask at once, at least 1.
  RateLimit(double per_second, double burst) : per_second_(per_second), burst_(burst) {}

  /// 0: go on, and the request is counted. Else after so many seconds, at least 1, it may be tried again.
  /// client: an address, a network, a key.
  unsigned seconds_to_wait(const std::string& client, Clock::time_point now);

 private:
  struct Bucket {
    double tokens;
    Clock::time_point at;
  };
  void forget_the_quiet(Clock::time_point now);
  double tokens_at(const Bucket& bucket, Clock::time_point now) const;
  double per_second_, burst_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace backfile::http
