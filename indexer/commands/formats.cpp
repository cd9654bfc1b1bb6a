// `formats`: what can be read, and what each format supplies.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/commands/command.h"
#include "indexer/readers/reader.h"

namespace backfile::commands {

namespace {

constexpr std::size_t kWidth = 100;  // columns of the whole table
constexpr std::size_t kNameWidth = 14, kExtensionsWidth = 26;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::istringstream in{std::string(text)};
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

/// The words on as many lines as they need. A word longer than a line has a line for itself.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (const std::string& word : words_of(text)) {
    if (lines.empty() || lines.back().size() + 1 + word.size() > width)
      lines.push_back(word);
    else
      lines.back() += ' ' + word;
  }
  return lines;
}

void print_row(std::string_view name, std::string_view extensions, std::string_view supplies) {
  const auto left = wrapped(extensions, kExtensionsWidth - 2);
  const auto right = wrapped(supplies, kWidth - kNameWidth - kExtensionsWidth);
  const auto cell = [](const std::vector<std::string>& lines, std::size_t i) { return i < lines.size() ? lines[i] : std::string(); };
  for (std::size_t i = 0; i == 0 || i < std::max(left.size(), right.size()); ++i) {
    std::string line(i == 0 ? name : std::string_view());
    line.resize(std::max(kNameWidth, line.size() + 1), ' ');
    line += cell(left, i);
    if (!cell(right, i).empty()) {
      line.resize(std::max(kNameWidth + kExtensionsWidth, line.size() + 2), ' ');
      line += cell(right, i);
    }
    std::cout << line << '\n';
  }
}

void print_text() {
  print_row("FORMAT", "EXTENSIONS", "SUPPLIES");
  for (const readers::Format* format : readers::formats()) print_row(format->name, format->extensions, format->supplies);
  std::cout << "\nA format is recognised by its content; --format NAME of `add` and `read` overrides the guess.\n"
               "Each may be compressed (.gz .bz2 .xz .zst) or lie in a container (.zip .tar .tar.*).\n";
}

void print_json() {
  nlohmann::ordered_json formats = nlohmann::ordered_json::array();
  for (const readers::Format* format : readers::formats())
    formats.push_back({{"name", format->name}, {"extensions", words_of(format->extensions)}, {"supplies", words_of(format->supplies)}});
  std::cout << formats.dump() << '\n';
}

}  // namespace

void install_formats(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("formats", "Lists the formats that can be read, their extensions and what each supplies");
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "As one JSON line");
  command->callback([json, &status] {
    *json ? print_json() : print_text();
    status = kAllWell;
  });
}

}  // namespace backfile::commands
