// Zstandard in one go, with a context kept by each thread.
#include "indexer/article/packed.h"

#include <zstd.h>

#include <memory>

namespace backfile::article {
namespace {

// Measured on 3,000 news articles: 2.18 times smaller in 58 us each. Level 3: 2.14 in 36 us; 6: 2.21 in 81 us; zlib as Xapian has it: 2.20
// in 123 us. Reading costs the same at every level.
constexpr int kLevel = 4;

template <class T, std::size_t (*Free)(T*)>
struct Freed {
  void operator()(T* context) const { Free(context); }
};
using Packer = std::unique_ptr<ZSTD_CCtx, Freed<ZSTD_CCtx, ZSTD_freeCCtx>>;
using Unpacker = std::unique_ptr<ZSTD_DCtx, Freed<ZSTD_DCtx, ZSTD_freeDCtx>>;

}  // namespace

std::string pack(std::string_view stored) {
  if (stored.size() > kMostPacked) return std::string(stored);
  thread_local const Packer packer(ZSTD_createCCtx());
  std::string packed(1 + ZSTD_compressBound(stored.size()), '\0');
  const std::size_t size =
      packer ? ZSTD_compressCCtx(packer.get(), packed.data() + 1, packed.size() - 1, stored.data(), stored.size(), kLevel) : 0;
  if (size == 0 || ZSTD_isError(size) || 1 + size >= stored.size()) return std::string(stored);
  packed.resize(1 + size);
  return packed;
}

std::string_view unpacked(std::string_view data, std::string& room) {
  if (!is_packed(data)) return data;
  thread_local const Unpacker unpacker(ZSTD_createDCtx());
  data.remove_prefix(1);
  const auto size = ZSTD_getFrameContentSize(data.data(), data.size());
  if (!unpacker || size > kMostPacked) return {};  // an unknown size and an error are greater than any other
  room.resize(size);
  if (ZSTD_decompressDCtx(unpacker.get(), room.data(), room.size(), data.data(), data.size()) != size) return {};
  return room;
}

}  // namespace backfile::article
