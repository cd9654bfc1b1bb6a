// One article on its way through the pipeline.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "indexer/article/article.h"

namespace backfile::ingest {

struct Record {
  std::uint64_t number = 0;                 // from 1, in the order of the input: what acknowledgements count
  article::Article article;                 // with the archive's id
  std::string stored;                       // article::encode of it
  std::string digest;                       // of `stored` as read, before the language was detected
  std::shared_ptr<const std::string> file;  // for refusals
  std::uint64_t place = 0;                  // record number within the file

  /// About what it takes in memory.
  std::size_t bytes() const { return 2 * stored.size() + 1024; }
};

}  // namespace backfile::ingest
