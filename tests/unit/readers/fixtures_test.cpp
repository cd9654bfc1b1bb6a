// Every format's fixtures: tests/fixtures/FORMAT/NAME.EXTENSION gives the lines of NAME.expected.json (native JSON, one article a line)
// and of NAME.refused.txt (`record: reason`). A new format needs a folder and nothing here.
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

TEST_CASE("every fixture gives the articles and refusals written beside it, whole or in small pieces") {
  for (const Format* format : formats()) {
    const auto inputs = inputs_in(fs::path(BACKFILE_TESTS_DIR) / "fixtures" / format->name);
    CHECK_MESSAGE(!inputs.empty(), "no fixtures for the format ", std::string(format->name));
    for (const auto& input : inputs) {
      const std::string bytes = bytes_of(input);
      for (const std::size_t step : {std::size_t{1} << 20, std::size_t{3}}) {
        INFO("fixture " << input.string() << " in steps of " << step);
        Collected collected;
        read_bytes(bytes, input.filename().string(), collected, step);
        auto expected = input, refused = input;
        CHECK(collected.articles == lines_of(expected.replace_extension(".expected.json")));
        CHECK(collected.refusals == lines_of(refused.replace_extension(".refused.txt")));
      }
    }
  }
}

}  // namespace
}  // namespace backfile::readers
