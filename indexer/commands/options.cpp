#include "indexer/commands/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "indexer/article/language.h"
#include "indexer/commands/command.h"
#include "indexer/readers/json_names.h"

namespace backfile::commands {

void archive_option(CLI::App& command, std::string& archive) {
  archive = "archive";
  command.add_option("--archive", archive, "The archive's folder")->envname("BACKFILE_ARCHIVE")->type_name("DIR")->capture_default_str();
}

void reading_options(CLI::App& command, ReadingOptions& options) {
  command
      .add_option("paths", options.paths,
                  "Files, folders, globs; '-' is standard input. Compressed files and containers are read as they are.")
      ->required()
      ->type_name("PATH");
  command
      .add_option("--format", options.format, "Read everything as this format (see `backfile-indexer formats`) instead of recognising it")
      ->type_name("NAME");
  command.add_option("--source", options.defaults.default_source, "The publication, where the material names none")->type_name("NAME");
  command.add_option("--language", options.defaults.default_language, "The language, where the material names none: de, fr-CA")
      ->type_name("TAG");
  command
      .add_option("--map", options.maps,
                  "The material's own name for a field, repeatable: title=headline reads the column or JSON member `headline` as the title")
      ->type_name("FIELD=NAME")
      ->allow_extra_args(false);
  command
      .add_option("--max-record-seconds", options.defaults.max_record_seconds,
                  "Processor time that reading one record may take; one that takes longer is refused")
      ->envname("BACKFILE_INDEXER_MAX_RECORD_SECONDS")
      ->check(CLI::Range(0.01, 3600.0))
      ->capture_default_str();
  command.add_option("--max-record-mb", options.max_record_mb, "Bytes of one record, in units of 1,048,576; a larger one is refused")
      ->envname("BACKFILE_INDEXER_MAX_RECORD_MB")
      ->check(CLI::Range(0.001, 1024.0))
      ->capture_default_str();
  command.add_option("--section", options.defaults.default_section, "The section, where the material names none")->type_name("PATH");
}

namespace {

std::string list_of(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names) list.append(list.empty() ? "" : ", ").append(name);
  return list;
}

Result<void> add_map(const std::string& map, std::map<std::string, std::string>& column_names) {
  const std::size_t equals = map.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == map.size())
    return fail(Code::invalid, "--map \"" + map + "\" is not FIELD=NAME: give, for example, title=headline", "map");
  const std::string field = map.substr(0, equals), name = map.substr(equals + 1);
  const std::vector<std::string_view> known = readers::mappable_fields();
  if (std::find(known.begin(), known.end(), field) == known.end())
    return fail(Code::invalid, "--map \"" + map + "\": there is no field \"" + field + "\": it is one of " + list_of(known), "map");
  const auto [before, fresh] = column_names.emplace(name, field);
  if (!fresh && before->second != field)
    return fail(Code::invalid, "--map gives \"" + name + "\" to two fields, " + before->second + " and " + field, "map");
  return {};
}

}  // namespace

Result<const readers::Format*> checked_format(ReadingOptions& options) {
  options.defaults.max_record_bytes = static_cast<std::size_t>(options.max_record_mb * 1024 * 1024);
  for (const std::string& map : options.maps) {
    if (auto added = add_map(map, options.defaults.column_names); !added) return tl::unexpected<Error>(added.error());
  }
  if (std::string& language = options.defaults.default_language; !language.empty()) {
    std::string canonical = article::canonical_language(language);
    if (canonical.empty())
      return fail(Code::invalid, "--language \"" + language + "\" is no language: give a tag such as en, de or fr-CA", "language");
    language = std::move(canonical);
  }
  if (options.format.empty()) return nullptr;
  if (const readers::Format* format = readers::find_format(options.format)) return format;
  std::vector<std::string_view> known;
  for (const readers::Format* format : readers::formats()) known.push_back(format->name);
  return fail(Code::invalid, "--format \"" + options.format + "\" is not known: it is one of " + list_of(known), "format");
}

int failed(const Error& error) {
  std::cerr << "backfile-indexer: " << error.message << '\n';
  return kNothingDone;
}

}  // namespace backfile::commands
