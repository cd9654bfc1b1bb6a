// Words of scripts that write no spaces, by ICU's dictionaries: 東京|大学|の|研究者.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace backfile::analysis {

/// Not thread-safe.
class DictionaryWords {
 public:
  DictionaryWords();
  ~DictionaryWords();
  DictionaryWords(const DictionaryWords&) = delete;
  DictionaryWords& operator=(const DictionaryWords&) = delete;

  /// The ends of the words of a run of dictionary characters (Scanner::run_end), in bytes from its start, ascending, the last one the run's
  /// length. ICU cuts a run by itself alone, so what stands around it plays no part. Valid until the next call.
  const std::vector<std::uint32_t>& ends(std::string_view run);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace backfile::analysis
