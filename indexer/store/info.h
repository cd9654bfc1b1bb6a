// What an archive holds, in numbers.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/store/manifest.h"
#include "indexer/store/reader.h"

namespace backfile::store {

struct Info {
  Manifest manifest;                                                        // id, generation, analyzer, schema, databases
  std::uint64_t revision = 0;                                               // as Reader::revision
  std::uint64_t articles = 0;                                               // that anybody may see
  std::uint64_t embargoed = 0, withheld = 0, canceled = 0, tombstones = 0;  // that nobody may
  std::uint64_t bytes_on_disk = 0;                                          // of every file in the archive's directory
  std::string first_date;  // ISO 8601, as precise as the earliest article's date; empty where no article is dated
  std::string last_date;
  std::vector<Reader::LanguageCount> languages;  // most articles first
};

/// Errors: as Reader::open.
Result<Info> info(const std::string& archive);

}  // namespace backfile::store
