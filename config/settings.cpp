// Settings from their four sources, the strongest last: default, file, environment, flags.
#include "config/settings.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "config/nearest.h"

namespace backfile::config {
namespace {

constexpr const char* kPrefix = "BACKFILE_";
constexpr const char* kFileVariable = "BACKFILE_CONFIG";
constexpr const char* kIndexerPrefix = "BACKFILE_INDEXER_";  // of the other program, which may share our environment

std::vector<std::string> names(std::string (*spelling)(const std::string&)) {
  std::vector<std::string> all;
  for (const Setting& setting : table()) all.push_back(spelling(setting.name));
  return all;
}

Result<void> unknown(const std::string& origin, const std::string& name, const std::vector<std::string>& known) {
  const std::string guess = nearest(name, known);
  return fail(Code::invalid, origin + ": there is no setting '" + name + "'" + (guess.empty() ? "" : "; did you mean '" + guess + "'?"),
              name);
}

/// spelling: how names are written in this source. origin begins the message of an error.
Result<void> apply(Settings& settings, const std::string& origin, std::string (*spelling)(const std::string&), const std::string& name,
                   const std::string& value) {
  for (const Setting& setting : table()) {
    if (spelling(setting.name) != name) continue;
    auto done = setting.set(settings, value);
    if (done) return {};
    return fail(done.error().code, origin + ": " + name + " " + done.error().message, setting.name);
  }
  return unknown(origin, name, names(spelling));
}

std::string as_is(const std::string& setting) { return setting; }

Result<std::string> text_of(const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  if (!value.is_array()) return fail(Code::invalid, "must be a string, a number, true, false or a list of strings");
  std::string list;
  for (const auto& piece : value) {
    if (!piece.is_string()) return fail(Code::invalid, "must be a string, a number or a list of strings");
    list += (list.empty() ? "" : ",") + piece.get<std::string>();
  }
  return list;
}

Result<void> apply_file(Settings& settings, const std::string& path) {
  constexpr std::size_t kLargest = 1u << 20;  // a settings file is a screenful; anything larger is another file
  const std::string origin = "settings file " + path;
  std::ifstream in(path, std::ios::binary);
  std::string text(kLargest + 1, '\0');
  if (in) in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in && !in.eof()) return fail(Code::io, origin + " cannot be read");
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kLargest) return fail(Code::invalid, origin + " is larger than 1 MB, so it cannot be one");

  nlohmann::json file;
  try {
    file = nlohmann::json::parse(text, nullptr, true, true);
  } catch (const nlohmann::json::exception& error) {
    return fail(Code::invalid, origin + " is not JSON: " + error.what());
  }
  if (!file.is_object()) return fail(Code::invalid, origin + " must hold one JSON object: {\"listen\": \"127.0.0.1:8080\"}");
  for (const auto& [name, value] : file.items()) {
    const auto known = names(as_is);
    if (std::find(known.begin(), known.end(), name) == known.end()) return unknown(origin, name, known);
    auto text_value = text_of(value);
    if (!text_value) return fail(Code::invalid, origin + ": " + name + " " + text_value.error().message, name);
    if (auto done = apply(settings, origin, as_is, name, *text_value); !done) return done;
  }
  return {};
}

}  // namespace

std::string flag_name(const std::string& setting) {
  std::string flag = "--" + setting;
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

std::string variable_name(const std::string& setting) {
  std::string variable = kPrefix;
  for (const char c : setting) variable += c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
  return variable;
}

Result<Settings> load(const std::map<std::string, std::string>& flags, const std::string& file,
                      const std::vector<std::string>& environment) {
  Settings settings;
  std::string path = file;
  std::vector<std::pair<std::string, std::string>> variables;
  for (const std::string& entry : environment) {
    if (!entry.starts_with(kPrefix) || entry.starts_with(kIndexerPrefix)) continue;
    const std::size_t equals = std::min(entry.find('='), entry.size());
    const std::string value = equals < entry.size() ? entry.substr(equals + 1) : "";
    if (entry.substr(0, equals) != kFileVariable) {
      variables.emplace_back(entry.substr(0, equals), value);
    } else if (path.empty()) {
      path = value;
    }
  }
  if (!path.empty()) {
    if (auto done = apply_file(settings, path); !done) return tl::unexpected<Error>(done.error());
  }
  for (const auto& [name, value] : variables) {
    if (auto done = apply(settings, "environment", variable_name, name, value); !done) return tl::unexpected<Error>(done.error());
  }
  for (const auto& [name, value] : flags) {
    if (auto done = apply(settings, "command line", flag_name, flag_name(name), value); !done) return tl::unexpected<Error>(done.error());
  }
  return settings;
}

}  // namespace backfile::config
