#include "indexer/glass/deflate.h"

namespace backfile::glass {
namespace {

constexpr std::size_t kWorthDeflating = 19;  // bytes: what Xapian tries from

}  // namespace

Deflater::Deflater(int level) : compressor_(libdeflate_alloc_compressor(level), libdeflate_free_compressor) {}

std::string_view Deflater::deflate(std::string_view bytes) {
  if (bytes.size() < kWorthDeflating) return {};
  if (out_.size() < bytes.size()) out_.resize(bytes.size());
  return {out_.data(), libdeflate_deflate_compress(compressor_.get(), bytes.data(), bytes.size(), out_.data(), bytes.size() - 1)};
}

}  // namespace backfile::glass
