// Options that several commands share, and how a command ends in an error.
#pragma once
#include <string>

#include "indexer/errors/error.h"
#include "indexer/readers/reader.h"

namespace CLI {
class App;
}

namespace backfile::commands {

/// --archive DIR, else the environment's BACKFILE_ARCHIVE, else "archive".
void archive_option(CLI::App& command, std::string& archive);

/// What to read and how: FILES, --format, --source, --language, --section.
struct ReadingOptions {
  std::vector<std::string> paths;
  std::string format;
  readers::Options defaults;
};
void reading_options(CLI::App& command, ReadingOptions& options);

/// The format asked for; null where it is to be recognised. Code::invalid for a name that no reader has; checks --language too.
Result<const readers::Format*> checked_format(ReadingOptions& options);

/// Prints "backfile-indexer: MESSAGE" on standard error and returns kNothingDone.
int failed(const Error& error);

}  // namespace backfile::commands
