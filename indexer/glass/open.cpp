#include "indexer/glass/open.h"

#include <fstream>
#include <iterator>
#include <utility>

namespace backfile::glass {

std::optional<Version> version_of(const std::string& path) {
  std::ifstream file(path + "/" + kVersionFile, std::ios::binary);
  return read_version(std::string(std::istreambuf_iterator<char>(file), {}));
}

std::shared_ptr<const TableFile> open_table(const std::string& path, const Version& version, Table table,
                                            std::shared_ptr<BlockCache> cache) {
  return std::make_shared<const TableFile>(path + "/" + kTableFiles[table], version.roots[table], version.revision, std::move(cache));
}

}  // namespace backfile::glass
