#include "indexer/commands/options.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "indexer/article/language.h"
#include "indexer/commands/command.h"

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
  command.add_option("--section", options.defaults.default_section, "The section, where the material names none")->type_name("PATH");
}

Result<const readers::Format*> checked_format(ReadingOptions& options) {
  if (std::string& language = options.defaults.default_language; !language.empty()) {
    std::string canonical = article::canonical_language(language);
    if (canonical.empty())
      return fail(Code::invalid, "--language \"" + language + "\" is no language: give a tag such as en, de or fr-CA", "language");
    language = std::move(canonical);
  }
  if (options.format.empty()) return nullptr;
  if (const readers::Format* format = readers::find_format(options.format)) return format;
  std::string known;
  for (const readers::Format* format : readers::formats()) known += (known.empty() ? "" : ", ") + std::string(format->name);
  return fail(Code::invalid, "--format \"" + options.format + "\" is not known: it is one of " + known, "format");
}

int failed(const Error& error) {
  std::cerr << "backfile-indexer: " << error.message << '\n';
  return kNothingDone;
}

}  // namespace backfile::commands
