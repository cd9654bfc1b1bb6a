// The version file of a Glass database: where each table's root is, and what is known of all documents together.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/glass/part.h"
#include "indexer/glass/table_writer.h"

namespace backfile::glass {

enum Table : std::size_t { kPostingTable, kDataTable, kTermListTable, kPositionTable };

struct Version {
  std::uint32_t revision = kRevision;
  std::array<Root, 4> roots;  // by Table
  Statistics statistics;
  std::uint32_t last_document = 0;  // the highest number of one, which is their count where none is missing
};

/// The bytes of the file. The database gets an identity of its own, at random.
std::string version_file(const Version& version);

/// What such a file says. None where it says something else than we understand: another format, blocks of another size, or tables that we
/// do not write (spelling, synonyms).
std::optional<Version> read_version(std::string_view bytes);

}  // namespace backfile::glass
