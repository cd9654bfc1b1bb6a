// Several databases into one: documents of each behind those of the one before. What Xapian's compactor does, in three threads, with
// posting lists in full chunks, and with sums made on the way.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/glass/database_writer.h"

namespace backfile::glass {

/// output: must not exist. Of metadata that several have, the first one's stay. Nothing where a source holds what we do not write
/// (spelling, synonyms, a term with a NUL, blocks of another size): the compactor is for these, and what was begun of the output must be
/// removed. Errors: Code::busy where a source changed meanwhile, Code::damaged, Code::io. Thread-safe.
Result<std::optional<Sums>> join(const std::vector<std::string>& sources, const std::string& output);

/// The processor time, in seconds, that threads made by join() have taken in this process so far: a caller's own clock does not show it.
double joining_seconds();

}  // namespace backfile::glass
