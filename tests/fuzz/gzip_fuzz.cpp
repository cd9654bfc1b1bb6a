// Any bytes are a gzip file, whole or damaged: the same plain bytes and errors however the packed ones come.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/source/content_coding.h"
#include "indexer/source/gzip_stream.h"
#include "tests/unit/readers/collected.h"

namespace {

using namespace backfile;

std::string read_in_steps(std::string_view packed, std::size_t step) {
  static const source::Limits kLimits;
  const auto file = source::FileStream::standard_input();  // for its size, which is none
  readers::BytesInSteps stream(packed, step);
  source::GzipStream gzip(stream, source::Allowance(kLimits, file));
  std::string all;
  char block[4096];
  for (constexpr std::size_t kEnough = 4u << 20; all.size() < kEnough;) {
    const auto got = gzip.read(block, sizeof block);
    if (got && *got == 0) break;
    if (got) {
      all.append(block, *got);
      continue;
    }
    all += "|" + got.error().message;
    if (!gzip.resume()) break;
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (read_in_steps(bytes, 1u << 20) != read_in_steps(bytes, 1 + size % 61)) std::abort();
  constexpr std::size_t kLimit = 1u << 20;
  using source::Coding;
  for (const Coding coding : {Coding::gzip, Coding::deflate, Coding::brotli, Coding::zstd}) {
    if (source::unpack(bytes, coding, kLimit).bytes.size() > kLimit) std::abort();
  }
  return 0;
}
