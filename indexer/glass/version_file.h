// The version file of a Glass database: where each table's root is, and what is known of all documents together.
#pragma once
#include <array>
#include <string>

#include "indexer/glass/part.h"
#include "indexer/glass/table_writer.h"

namespace backfile::glass {

/// roots: of the tables of postings, documents' data, term lists, positions. The database gets an identity of its own, at random.
std::string version_file(const std::array<Root, 4>& roots, const Statistics& statistics);

}  // namespace backfile::glass
