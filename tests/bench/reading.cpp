// How fast readers read: processor time for every format, over files that are held in memory first. usage: bench_reading PATH…
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/reader.h"
#include "indexer/source/source.h"

using namespace backfile;

namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;  // as read_entry looks at
constexpr std::size_t kMostHeld = 256u << 20;  // of one entry: the rest of a longer one is left out

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

class Held : public source::ByteStream {
 public:
  explicit Held(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    const std::size_t n = std::min(size, bytes_.size());
    std::memcpy(buffer, bytes_.data(), n);
    bytes_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view bytes_;
};

class Count : public readers::Sink {
 public:
  bool article(article::Article&& article, std::uint64_t) override {
    text_bytes += article.body.size();
    return ++articles > 0;
  }
  void refused(std::uint64_t, const std::string&) override { ++others; }
  void passed_over(std::uint64_t, const std::string&) override { ++others; }
  void warning(std::uint64_t, const std::string&) override {}
  std::uint64_t articles = 0, others = 0, text_bytes = 0;
};

struct Row {
  std::uint64_t entries = 0, bytes = 0, articles = 0, others = 0, text_bytes = 0;
  double seconds = 0, slowest = 0;
  std::string slowest_name;
};

std::string all_of(source::ByteStream& bytes) {
  std::string all;
  std::vector<char> block(1 << 20);
  while (all.size() < kMostHeld) {
    const auto got = bytes.read(block.data(), block.size());
    if (!got || *got == 0) break;
    all.append(block.data(), *got);
  }
  return all;
}

void measure(source::Entry& entry, std::map<std::string_view, Row>& rows) {
  const std::string bytes = all_of(entry.bytes);
  const readers::Format* format = bytes.empty() ? nullptr : readers::recognised(std::string_view(bytes).substr(0, kHeadBytes), entry.name);
  Held held(bytes);
  source::Entry again{entry.path, entry.name, held, bytes.size()};
  Count count;
  const double begun = processor_seconds();
  readers::read_entry(again, {}, format, count);
  const double seconds = processor_seconds() - begun;
  Row& row = rows[format ? format->name : "(not recognised)"];
  ++row.entries;
  row.bytes += bytes.size();
  row.articles += count.articles;
  row.others += count.others;
  row.text_bytes += count.text_bytes;
  row.seconds += seconds;
  if (seconds < row.slowest) return;
  row.slowest = seconds;
  row.slowest_name = entry.name;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: bench_reading PATH…\n");
    return 2;
  }
  std::map<std::string_view, Row> rows;
  const auto on_entry = [&](source::Entry& entry) {
    measure(entry, rows);
    return true;
  };
  source::walk({argv + 1, argv + argc}, {}, on_entry,
               [](const std::string& name, const Error& error) { std::fprintf(stderr, "%s: %s\n", name.c_str(), error.message.c_str()); });
  std::printf("%-16s %8s %9s %9s %8s %8s %9s %9s %9s  %s\n", "format", "files", "MB", "articles", "others", "s", "MB/s", "files/s",
              "records/s", "slowest file");
  for (const auto& [name, row] : rows) {
    const double seconds = std::max(row.seconds, 1e-9), mb = static_cast<double>(row.bytes) / 1e6;
    std::printf("%-16s %8llu %9.1f %9llu %8llu %8.2f %9.1f %9.0f %9.0f  %.3f s %s\n", std::string(name).c_str(),
                static_cast<unsigned long long>(row.entries), mb, static_cast<unsigned long long>(row.articles),
                static_cast<unsigned long long>(row.others), row.seconds, mb / seconds, static_cast<double>(row.entries) / seconds,
                static_cast<double>(row.articles + row.others) / seconds, row.slowest, row.slowest_name.c_str());
  }
  return 0;
}
