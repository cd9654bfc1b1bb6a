// Options that several commands share, and how a command ends in an error.
#pragma once
#include <string>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/readers/reader.h"

namespace CLI {
class App;
}

namespace backfile::commands {

/// --archive DIR, else the environment's BACKFILE_ARCHIVE, else "archive".
void archive_option(CLI::App& command, std::string& archive);

/// What to read and how: PATHS, --format, --source, --language, --section, --map, limits for one record.
struct ReadingOptions {
  std::vector<std::string> paths;
  std::string format;
  std::vector<std::string> maps;  // FIELD=NAME each
  double max_record_mb = 64;      // of 1,048,576 bytes
  readers::Options defaults;
};
void reading_options(CLI::App& command, ReadingOptions& options);

/// The format asked for; null where it is to be recognised. Code::invalid for a name that no reader has; checks --language and --map too
/// and completes options.defaults.
Result<const readers::Format*> checked_format(ReadingOptions& options);

/// Prints "backfile-indexer: MESSAGE" on standard error and returns kNothingDone.
int failed(const Error& error);

}  // namespace backfile::commands
