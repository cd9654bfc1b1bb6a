#include "indexer/store/manifest.h"

#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>

#include "indexer/analysis/analyzer.h"
#include "indexer/schema/fields.h"
#include "indexer/store/durable.h"

namespace backfile::store {
namespace {

// Of the file and the directory. 2: positions in chunks (glass/position_chunks.h), which programs before it do not find; 3: articles packed
// by LZ4, which they cannot read; 4: three positions a number, 5: neighbours beside positions, which they misread. Those from kFirstFormat
// on are read as well, and become kFormat with the next manifest.
constexpr int kFormat = 5, kFirstFormat = 1;
constexpr std::size_t kMaxBytes = 1u << 20;  // a manifest of thousands of databases is far below

// The names are joined to the archive's path: a damaged or forged manifest must not lead out of it.
bool is_database_name(const std::string& name) {
  return name.size() > 1 && name.size() < 64 && name[0] == 'g' && name.find_first_not_of("0123456789-", 1) == std::string::npos;
}

Result<Manifest> parse(const std::string& text, const std::string& path) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  const auto damaged = [&] { return fail(Code::damaged, path + " is not an archive's manifest"); };
  if (!json.is_object()) return damaged();
  Manifest manifest;
  try {
    const int format = json.at("format").get<int>();
    if (format < kFirstFormat || format > kFormat) {
      return fail(Code::version,
                  "the archive has layout " + std::to_string(format) + ", this program knows " + std::to_string(kFormat) + ": re-index");
    }
    manifest.is_of_older_layout = format < kFormat;
    manifest.id = json.at("id").get<std::string>();
    manifest.generation = json.at("generation").get<std::uint64_t>();
    manifest.revision = json.at("revision").get<std::uint64_t>();
    manifest.analyzer = json.at("analyzer").get<std::string>();
    manifest.schema = json.at("schema").get<int>();
    manifest.databases = json.at("databases").get<std::vector<std::string>>();
    manifest.held = json.value("held", "");
    const auto loaded = json.value("loaded", nlohmann::json::object());
    for (const auto& [name, ranges] : loaded.items()) {
      for (const auto& range : ranges)
        manifest.loaded[name].push_back(
            {range.at(0).get<std::uint32_t>(), range.at(1).get<std::uint32_t>(), range.at(2).get<std::uint64_t>()});
    }
  } catch (const nlohmann::json::exception&) {
    return damaged();
  }
  for (const std::string& name : manifest.all()) {
    if (!is_database_name(name)) return damaged();
  }
  return manifest;
}

}  // namespace

std::vector<std::string> Manifest::all() const {
  std::vector<std::string> names = databases;
  if (!held.empty()) names.push_back(held);
  return names;
}

Result<Manifest> read_manifest(const std::string& archive) {
  const std::string path = archive + "/" + kManifestName;
  std::ifstream file(path, std::ios::binary);
  if (!file && errno != ENOENT && errno != ENOTDIR) return tl::unexpected<Error>(system_error("read", path));
  if (!file) return fail(Code::not_found, "there is no archive in " + archive, "archive");
  std::string text(kMaxBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  auto manifest = parse(text, path);
  if (!manifest) return manifest;
  if (manifest->schema != schema::kSchemaVersion || manifest->analyzer != analysis::analyzer_version()) {
    return fail(Code::version, "the archive in " + archive + " was written by analyzer " + manifest->analyzer + ", schema " +
                                   std::to_string(manifest->schema) + "; this program has analyzer " + analysis::analyzer_version() +
                                   ", schema " + std::to_string(schema::kSchemaVersion) + ": re-index");
  }
  return manifest;
}

Result<void> write_manifest(const std::string& archive, const Manifest& manifest) {
  nlohmann::ordered_json json;
  json["format"] = kFormat;
  json["id"] = manifest.id;
  json["generation"] = manifest.generation;
  json["revision"] = manifest.revision;
  json["analyzer"] = manifest.analyzer;
  json["schema"] = manifest.schema;
  json["databases"] = manifest.databases;
  if (!manifest.held.empty()) json["held"] = manifest.held;
  if (!manifest.loaded.empty()) json["loaded"] = nlohmann::ordered_json::object();
  for (const auto& [name, ranges] : manifest.loaded) {
    for (const LoadedRange& range : ranges) json["loaded"][name].push_back({range.first, range.last, range.revision});
  }
  return replace_file(archive + "/" + kManifestName, json.dump(2) + "\n");
}

}  // namespace backfile::store
