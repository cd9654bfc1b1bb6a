// One layer of compression: a .gz in a folder of pages. A file that is itself a container is given as it is.
#include "indexer/source/bounded_read.h"

#include <algorithm>

#include "indexer/source/gzip_stream.h"
#include "indexer/source/peeked_stream.h"
#include "indexer/source/unpack.h"

namespace backfile::source {
namespace {

Result<Neighbours::Bytes> take(ByteStream& bytes, std::size_t max_bytes) {
  constexpr std::size_t kBlock = 256 * 1024;
  Neighbours::Bytes taken;
  while (taken.bytes.size() < max_bytes) {
    const std::size_t had = taken.bytes.size(), room = std::min(kBlock, max_bytes - had);
    taken.bytes.resize(had + room);
    const auto got = bytes.read(taken.bytes.data() + had, room);
    taken.bytes.resize(had + (got ? *got : 0));
    if (!got) return tl::unexpected<Error>(got.error());
    if (*got == 0) {
      taken.whole = true;
      return taken;
    }
  }
  char one_more = 0;
  const auto got = bytes.read(&one_more, 1);
  if (!got) return tl::unexpected<Error>(got.error());
  taken.whole = *got == 0;
  return taken;
}

}  // namespace

Result<Neighbours::Bytes> read_bounded(ByteStream& bytes, const FileStream& file, const Limits& limits, std::size_t max_bytes) {
  PeekedStream peeked(bytes, kMagicBytes);
  const Packing packing = packing_of(peeked.head());
  if (packing == Packing::none || is_container(packing)) return take(peeked, max_bytes);
  if (packing == Packing::gzip) {
    GzipStream plain(peeked, Allowance(limits, file));
    return take(plain, max_bytes);
  }
  Unpacker unpacker(peeked, nullptr, packing, Allowance(limits, file));
  if (const auto member = unpacker.next(); !member) return tl::unexpected<Error>(member.error());
  MemberStream plain(unpacker);
  return take(plain, max_bytes);
}

}  // namespace backfile::source
