// The recursion through layers of packing. Depth is bounded by Limits::max_container_depth for containers and kMaxFilters between them.
#include "indexer/source/visit.h"

#include <unistd.h>

#include <algorithm>
#include <string_view>

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
};

class FileVisit {
 public:
  FileVisit(const Visit& visit, FileStream& file) : visit_(visit), file_(file) {}

  bool content(ByteStream& bytes, const Layer& layer, bool whole_file) {
    PeekedStream peeked(bytes, kMagicBytes);
    const Packing packing = packing_of(peeked.head());
    if (packing == Packing::none) {
      Entry entry{layer.path, layer.name, peeked, file_.size()};
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
    const Layer inner{layer.path, layer.name, layer.containers, layer.filters + 1};
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
    Unpacker unpacker(source, by_directory ? &file_ : nullptr, packing, Allowance(visit_.limits, file_));
    for (std::uint64_t count = 0;; ++count) {
      const auto member = unpacker.next();
      if (!member) return refuse(layer, member.error());
      if (!*member) return true;
      if (count == visit_.limits.max_entries) {
        return refuse(layer, {Code::refused, "holds more than " + std::to_string(count) + " entries, the limit"});
      }
      if (!this->member(unpacker, **member, layer)) return false;
    }
  }

  bool member(Unpacker& unpacker, const Unpacker::Member& member, const Layer& layer) {
    // Standard input has no path, so neither have its entries: their place says nothing lasting about them.
    const std::string path = layer.path.empty() ? std::string() : layer.path + "!" + member.name;
    const Layer inner{path, layer.name + "!" + member.name, layer.containers + 1, 0};
    if (!member.refusal.empty()) return refuse(inner, {Code::refused, member.refusal});
    if (!member.file || hidden(member.name)) return true;
    MemberStream bytes(unpacker);
    return content(bytes, inner, false);
  }

  /// As in folders; __MACOSX is where macOS puts a copy of every file's attributes.
  static bool hidden(const std::string& name) {
    for (std::size_t begin = 0; begin < name.size();) {
      const auto end = std::min(name.find('/', begin), name.size());
      const std::string_view part(name.data() + begin, end - begin);
      if ((part.starts_with('.') && part != ".") || part == "__MACOSX") return true;
      begin = end + 1;
    }
    return false;
  }

  const Visit& visit_;
  FileStream& file_;
};

}  // namespace

bool visit_file(const Visit& visit, FileStream& file, const std::string& path, const std::string& name) {
  return FileVisit(visit, file).content(file, {path, name}, true);
}

}  // namespace backfile::source
