// Every format's fixtures: tests/fixtures/FORMAT/NAME.EXTENSION gives the lines of NAME.expected.json (native JSON, one article a line)
// and of NAME.refused.txt (`record: reason`). A case may be a folder, for material that is spread over several files: it is walked as the
// indexer would walk it, and refusals begin with the file's name. A new format needs a folder and nothing here.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "collected.h"

namespace backfile::readers {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::vector<fs::path> inputs_in(const fs::path& folder) {
  std::vector<fs::path> inputs;
  if (!fs::exists(folder)) return inputs;
  for (const auto& item : fs::directory_iterator(folder)) {
    const std::string name = item.path().filename().string();
    if (!name.ends_with(".expected.json") && !name.ends_with(".refused.txt")) inputs.push_back(item.path());
  }
  std::sort(inputs.begin(), inputs.end());
  return inputs;
}

/// Refusals after the name of the entry they are about.
struct CollectedByEntry : Collected {
  std::string entry;
  void refused(std::uint64_t record, const std::string& reason) override {
    add([&] { Collected::refused(record, reason); });
  }
  void passed_over(std::uint64_t record, const std::string& reason) override {
    add([&] { Collected::passed_over(record, reason); });
  }
  void warning(std::uint64_t record, const std::string& what) override {
    add([&] { Collected::warning(record, what); });
  }

 private:
  template <class Add>
  void add(Add one) {
    one();
    refusals.back() = entry + ": " + refusals.back();
  }
};

void check(const Collected& collected, const fs::path& input) {
  auto expected = input, refused = input;
  CHECK(collected.articles == lines_of(expected.replace_extension(".expected.json")));
  CHECK(collected.refusals == lines_of(refused.replace_extension(".refused.txt")));
}

void check_folder(const fs::path& input) {
  INFO("fixture " << input.string());
  CollectedByEntry collected;
  source::walk(
      {input.string()}, {},
      [&](source::Entry& entry) {
        collected.entry = entry.name;
        read_entry(entry, {}, nullptr, collected);
        return true;
      },
      [&](const std::string& name, const Error& error) { collected.refusals.push_back(name + ": " + error.message); });
  check(collected, input);
}

TEST_CASE("every fixture gives the articles and refusals written beside it, whole or in small pieces") {
  for (const Format* format : formats()) {
    const auto inputs = inputs_in(fs::path(BACKFILE_TESTS_DIR) / "fixtures" / format->name);
    CHECK_MESSAGE(!inputs.empty(), "no fixtures for the format ", std::string(format->name));
    for (const auto& input : inputs) {
      if (fs::is_directory(input)) {
        check_folder(input);
        continue;
      }
      const std::string bytes = bytes_of(input);
      for (const std::size_t step : {std::size_t{1} << 20, std::size_t{3}}) {
        INFO("fixture " << input.string() << " in steps of " << step);
        Collected collected;
        read_bytes(bytes, input.filename().string(), collected, step);
        check(collected, input);
      }
    }
  }
}

}  // namespace
}  // namespace backfile::readers
