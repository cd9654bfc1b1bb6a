// Neighbours inside a zip or tar file: the container is opened a second time, beside the walk that reads it.
#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/source/neighbours.h"
#include "indexer/source/unpack.h"

namespace backfile::source {

/// How the walk came to a container: the file, then each layer of packing, in containers the number of the member that is the next layer.
struct ContainerPath {
  struct Layer {
    Packing packing = Packing::none;
    std::uint64_t member = 0;  // 0 in a compressed stream
  };
  std::string file;                // absolute; empty for standard input, which cannot be opened again
  std::vector<Layer> layers;       // around the container
  Packing packing = Packing::zip;  // of the container itself
};

/// A container open at some member. Members come in the order in which the walk meets them.
class OpenContainer {
 public:
  static Result<std::unique_ptr<OpenContainer>> open(const ContainerPath& path, const Limits& limits);
  Unpacker& unpacker() { return *unpackers_.back(); }
  const FileStream& file() const { return file_; }
  std::uint64_t next = 0;  // the number of the member that unpacker().next() gives now

 private:
  explicit OpenContainer(FileStream&& file) : file_(std::move(file)) {}
  FileStream file_;
  std::vector<std::unique_ptr<Unpacker>> unpackers_;
  std::vector<std::unique_ptr<ByteStream>> streams_;
};

/// Reading goes forward through the container where it can, in several places at once, so that issue after issue costs a few passes for all
/// of them together.
class ContainerNeighbours : public Neighbours {
 public:
  ContainerNeighbours(ContainerPath path, const Limits& limits) : path_(std::move(path)), limits_(limits) {}

  std::vector<std::string> list(const std::string& folder, bool deep) override;
  void read(std::vector<std::string> names, std::size_t max_bytes, const Take& take) override;
  bool visited(const std::string&) const override { return true; }

 private:
  void look_through();
  /// The container open at the member. Valid until the next call.
  Result<OpenContainer*> open_at(std::uint64_t member);

  ContainerPath path_;
  const Limits& limits_;
  bool looked_ = false;
  std::vector<std::string> names_;  // in byte order
  std::unordered_map<std::string, std::uint64_t> members_;
  std::vector<std::unique_ptr<OpenContainer>> open_;  // the last used is the last
  unsigned passes_ = 0;
};

/// As in folders; __MACOSX is where macOS puts a copy of every file's attributes.
bool is_hidden_member(const std::string& name);

}  // namespace backfile::source
