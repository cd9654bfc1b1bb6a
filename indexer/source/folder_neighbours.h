// Neighbours in a folder of the file system.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "indexer/source/folder_links.h"
#include "indexer/source/neighbours.h"
#include "indexer/source/source.h"

namespace backfile::source {

class FolderNeighbours : public Neighbours {
 public:
  /// visited: says of a path below the root whether the walk comes to it; empty where it comes to all. limits must outlive this.
  FolderNeighbours(std::string root, const Limits& limits, std::function<bool(const std::string&)> visited = {});

  std::vector<std::string> list(const std::string& folder, bool deep) override;
  void read(std::vector<std::string> names, std::size_t max_bytes, const Take& take) override;
  bool visited(const std::string& name) const override { return !visited_ || visited_(name); }
  const std::string& root() const { return root_; }

 private:
  void list_into(const std::string& folder, bool deep, std::vector<std::string>& names) const;
  Result<Bytes> read_one(const std::string& name, std::size_t max_bytes) const;

  std::string root_;
  FolderLinks links_;
  const Limits& limits_;
  std::function<bool(const std::string&)> visited_;
};

}  // namespace backfile::source
