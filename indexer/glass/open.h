// The tables of a database in its directory.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <string>

#include "indexer/glass/database_writer.h"
#include "indexer/glass/table_reader.h"
#include "indexer/glass/version_file.h"

namespace backfile::glass {

inline constexpr std::array<const char*, 4> kTableFiles = {kPostingFile, kDataFile, kTermListFile, kPositionFile};  // by Table

/// Nothing where there is no version file that we understand.
std::optional<Version> version_of(const std::string& path);

/// cache: as TableFile's.
std::shared_ptr<const TableFile> open_table(const std::string& path, const Version& version, Table table,
                                            std::shared_ptr<BlockCache> cache = nullptr);

}  // namespace backfile::glass
