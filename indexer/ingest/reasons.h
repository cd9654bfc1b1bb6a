// Reasons counted, alike ones together, in bounded memory: what a closing report says of a million records that were passed over.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace backfile::ingest {

struct ReasonCount {
  std::string reason;
  std::uint64_t count = 0;
};

/// Not thread-safe.
class Reasons {
 public:
  /// Counted under the part of it that other records share: what stands before a colon or a quotation mark.
  void add(std::string_view reason);

  /// The most frequent first. Beyond the first 100 different ones all are "other reasons".
  std::vector<ReasonCount> counts() const;

 private:
  std::map<std::string, std::uint64_t, std::less<>> counts_;
  std::uint64_t others_ = 0;
};

}  // namespace backfile::ingest
