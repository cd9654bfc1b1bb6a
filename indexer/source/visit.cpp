// The recursion through layers of packing. Depth is bounded by Limits::max_container_depth for containers and kMaxFilters between them.
#include "indexer/source/visit.h"

#include <unistd.h>

#include <vector>

#include "indexer/source/container_neighbours.h"
#include "indexer/source/gzip_stream.h"
#include "indexer/source/magic.h"
#include "indexer/source/peeked_stream.h"
#include "indexer/source/unpack.h"

namespace backfile::source {
namespace {

/// Compressed data within compressed data: twice happens (a .gz served with gzip encoding), more is a trick.
constexpr unsigned kMaxFilters = 3;

struct Layer {
  std::string path, name;
  unsigned containers = 0, filters = 0;
  Neighbours* neighbours = nullptr;
  std::vector<ContainerPath::Layer> around{};  // from the file to here
};

class FileVisit {
 public:
  FileVisit(const Visit& visit, const Visited& visited) : visit_(visit), file_(visited.file), path_(visited.path) {}

  bool content(ByteStream& bytes, const Layer& layer, bool whole_file) {
    PeekedStream peeked(bytes, kMagicBytes);
    const Packing packing = packing_of(peeked.head());
    if (packing == Packing::none) {
      Entry entry{layer.path, layer.name, peeked, file_.size(), layer.neighbours};
      return visit_.on_entry(entry);
    }
    if (is_container(packing)) return container(peeked, packing, layer, whole_file);
    return filter(peeked, packing, layer);
  }

 private:
  bool refuse(const Layer& layer, const Error& error) {
    visit_.on_refusal(layer.name, error);
    return true;
  }

  bool filter(ByteStream& bytes, Packing packing, const Layer& layer) {
    if (layer.filters == kMaxFilters) {
      return refuse(layer, {Code::refused, "compressed more than " + std::to_string(kMaxFilters) + " times over"});
    }
    Layer inner = layer;
    ++inner.filters;
    inner.around.push_back({packing, 0});
    if (packing == Packing::gzip) return gzip(bytes, layer, inner);
    Unpacker unpacker(bytes, nullptr, packing, Allowance(visit_.limits, file_));
    const auto member = unpacker.next();
    if (!member) return refuse(layer, member.error());
    MemberStream plain(unpacker);
    return content(plain, inner, false);
  }

  /// The first member that gives anything says what the content is: damaged ones before it cost a refusal each.
  bool gzip(ByteStream& bytes, const Layer& layer, const Layer& inner) {
    GzipStream plain(bytes, Allowance(visit_.limits, file_));
    for (;;) {
      PeekedStream first(plain, 1);
      if (!first.head().empty() || !first.error()) return content(first, inner, false);
      refuse(layer, *first.error());
      if (!first.resume()) return true;
    }
  }

  bool container(PeekedStream& bytes, Packing packing, const Layer& layer, bool whole_file) {
    if (layer.containers == visit_.limits.max_container_depth) {
      return refuse(layer, {Code::refused, "containers nested more than " + std::to_string(layer.containers) + " deep"});
    }
    // With a directory at its end a zip file is best read by seeking, which only the file itself can do.
    const bool by_directory = whole_file && packing == Packing::zip && file_.seekable() && file_.seek(0, SEEK_SET) == 0;
    ByteStream& source = by_directory ? static_cast<ByteStream&>(file_) : bytes;
    ContainerNeighbours around({path_, layer.around, packing}, visit_.limits);
    Layer inside = layer;
    inside.neighbours = path_.empty() ? nullptr : &around;
    inside.around.push_back({packing, 0});
    Unpacker unpacker(source, by_directory ? &file_ : nullptr, packing, Allowance(visit_.limits, file_));
    for (std::uint64_t count = 0;; ++count) {
      const auto member = unpacker.next();
      if (!member) return refuse(layer, member.error());
      if (!*member) return true;
      if (count == visit_.limits.max_entries) {
        return refuse(layer, {Code::refused, "holds more than " + std::to_string(count) + " entries, the limit"});
      }
      inside.around.back().member = count;
      if (!this->member(unpacker, **member, inside)) return false;
    }
  }

  bool member(Unpacker& unpacker, const Unpacker::Member& member, const Layer& layer) {
    // Standard input has no path, so neither have its entries: their place says nothing lasting about them.
    const std::string path = layer.path.empty() ? std::string() : layer.path + "!" + member.name;
    const Layer inner{path, layer.name + "!" + member.name, layer.containers + 1, 0, layer.neighbours, layer.around};
    if (!member.refusal.empty()) return refuse(inner, {Code::refused, member.refusal});
    if (!member.file || is_hidden_member(member.name)) return true;
    if (layer.neighbours) layer.neighbours->enter(member.name.starts_with("./") ? member.name.substr(2) : member.name);
    MemberStream bytes(unpacker);
    return content(bytes, inner, false);
  }

  const Visit& visit_;
  FileStream& file_;
  const std::string& path_;
};

}  // namespace

bool visit_file(const Visit& visit, const Visited& visited) {
  return FileVisit(visit, visited).content(visited.file, {visited.path, visited.name, 0, 0, visited.neighbours}, true);
}

}  // namespace backfile::source
