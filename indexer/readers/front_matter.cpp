// Finds the block; YAML is read next door, TOML's lines are few enough to be read here.
#include "indexer/readers/front_matter.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "indexer/readers/yaml_subset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using nlohmann::json;

constexpr std::size_t kLongest = 256 * 1024;  // no front matter is longer; a --- without a second is a line across the page

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// The line at `at`, without its end; moves behind it.
std::string_view next_line(std::string_view text, std::size_t& at) {
  const auto end = std::min(text.find('\n', at), text.size());
  const auto line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  return line;
}

/// A string or list that goes on on the next line.
bool is_open(std::string_view value) {
  for (const std::string_view marks : {"\"\"\"", "'''"}) {
    if (value.starts_with(marks)) return value.find(marks, 3) == value.npos;
  }
  return value.starts_with('[') && !value.ends_with(']');
}

json toml_value(std::string_view value) {
  for (const std::string_view marks : {"\"\"\"", "'''"}) {
    if (!value.starts_with(marks)) continue;
    const auto end = value.find(marks, 3);
    return std::string(trimmed(value.substr(3, end == value.npos ? end : end - 3)));
  }
  const bool string = value.starts_with('"') || value.starts_with('\'') || value.starts_with('[') || value.starts_with('{');
  return yaml_flow_value(string ? value : value.substr(0, value.find(" #")));
}

/// Tables within are flattened: what an article is about may stand in [taxonomies], [extra] or [params].
json parse_toml(std::string_view text, std::string& problem) {
  json fields = json::object();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const auto line = trimmed(next_line(text, at));
    if (line.empty() || line.front() == '#' || (line.front() == '[' && line.find('=') == line.npos)) continue;
    const auto equals = line.find('=');
    if (equals == line.npos) {
      if (problem.empty()) problem = "\"" + std::string(line.substr(0, 80)) + "\"";
      continue;
    }
    std::size_t end = at;
    const std::size_t value_begin = begin + text.substr(begin, at - begin).find('=') + 1;
    constexpr int kMostLines = 1000;  // of one value
    for (int more = 0; more < kMostLines && end < text.size() && is_open(trimmed(text.substr(value_begin, end - value_begin))); ++more)
      next_line(text, end);
    at = end;
    const json name = yaml_flow_value(line.substr(0, equals));
    if (name.is_string() && !fields.contains(name.get<std::string>()))
      fields[name.get<std::string>()] = toml_value(trimmed(text.substr(value_begin, end - value_begin)));
  }
  return fields;
}

/// Systems keep what their themes need one level down.
void flatten(json& fields) {
  for (const char* name : {"taxonomies", "extra", "params"}) {
    if (!fields.contains(name) || !fields[name].is_object()) continue;
    const json inner = std::exchange(fields[name], nullptr);
    for (const auto& [key, value] : inner.items()) {
      if (!fields.contains(key)) fields[key] = value;
    }
  }
}

/// `Title: …`, `Date: …` and the like up to a blank line, with a title among them.
FrontMatter unmarked(std::string_view text) {
  constexpr std::size_t kMost = 8 * 1024;
  FrontMatter matter;
  bool title = false;
  std::size_t at = 0;
  while (at < text.size() && at < kMost) {
    const auto line = next_line(text, at);
    if (trimmed(line).empty()) break;
    const bool goes_on = line.starts_with(' ') || line.starts_with('\t');
    const auto colon = line.find(':');
    const auto name = line.substr(0, colon);
    const bool names = colon != line.npos && std::all_of(name.begin(), name.end(), [](char c) {
                         return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ' ' || c == '_' || c == '-';
                       });
    if (!names && !goes_on) return matter;
    title = title || wording::lower(trimmed(name)) == "title";
  }
  if (!title) return matter;
  std::size_t line_begin = 0;
  while (line_begin < at) {
    const auto line = next_line(text.substr(0, at), line_begin);
    const auto colon = line.find(':');
    // Values here are text to the end of the line, whatever marks they hold.
    if (colon != line.npos && !line.starts_with(' '))
      matter.fields[std::string(trimmed(line.substr(0, colon)))] = std::string(trimmed(line.substr(colon + 1)));
  }
  matter.length = at;
  return matter;
}

FrontMatter marked(std::string_view text, std::string_view mark) {
  FrontMatter matter;
  std::size_t at = 0;
  while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])) != 0) ++at;
  if (trimmed(next_line(text, at)) != mark) return matter;
  const std::size_t begin = at;
  while (at < text.size() && at - begin < kLongest) {
    const std::size_t end = at;
    const auto line = trimmed(next_line(text, at));
    if (line != mark && !(mark == "---" && line == "...")) continue;
    const auto block = text.substr(begin, end - begin);
    if (mark == "+++") {
      matter.fields = parse_toml(block, matter.problem);
    } else {
      auto yaml = parse_yaml_subset(block);
      if (!yaml.value.is_object() || yaml.value.empty()) return matter;
      matter.fields = std::move(yaml.value);
      matter.problem = std::move(yaml.problem);
    }
    flatten(matter.fields);
    matter.length = at;
    return matter;
  }
  FrontMatter open = unmarked(text.substr(begin));
  if (open.length == 0) return matter;
  open.length += begin;
  open.problem = "its closing " + std::string(mark) + " is missing";
  return open;
}

}  // namespace

FrontMatter front_matter_of(std::string_view text, bool bare) {
  for (const std::string_view mark : {"---", "+++"}) {
    if (auto matter = marked(text, mark); matter.length > 0) return matter;
  }
  return bare ? unmarked(text) : FrontMatter{};
}

}  // namespace backfile::readers
