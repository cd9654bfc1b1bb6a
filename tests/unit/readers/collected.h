// A sink that keeps what a reader gives, and reading from bytes or files in one call.
#pragma once
#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/article_json.h"
#include "indexer/readers/reader.h"
#include "tests/unit/source/bytes_in_steps.h"

namespace backfile::readers {

using source::BytesInSteps;

struct Collected : Sink {
  std::vector<std::string> articles;  // native JSON lines
  std::vector<std::string> refusals;  // "record: reason", "record: passed over: reason"
  std::size_t stop_after = static_cast<std::size_t>(-1);

  bool article(article::Article&& article, std::uint64_t) override {
    articles.push_back(article::to_json(article));
    return articles.size() < stop_after;
  }
  void refused(std::uint64_t record, const std::string& reason) override { refusals.push_back(std::to_string(record) + ": " + reason); }
  void passed_over(std::uint64_t record, const std::string& reason) override {
    refusals.push_back(std::to_string(record) + ": passed over: " + reason);
  }
  void warning(std::uint64_t record, const std::string& what) override {
    refusals.push_back(std::to_string(record) + ": warning: " + what);
  }
};

inline void read_bytes(std::string_view bytes, const std::string& name, Sink& sink, std::size_t step = 1u << 20,
                       const Options& options = {}) {
  BytesInSteps stream(bytes, step);
  source::Entry entry{"/" + name, name, stream, bytes.size()};
  read_entry(entry, options, nullptr, sink);
}

}  // namespace backfile::readers
