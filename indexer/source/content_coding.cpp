// zlib, brotli and zstd, each asked for a block at a time.
#include "indexer/source/content_coding.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <vector>

namespace backfile::source {
namespace {

constexpr std::size_t kBlock = 64 * 1024;

/// Appends what was unpacked; false once the limit is passed.
bool append(Unpacked& result, const char* bytes, std::size_t size, std::size_t limit) {
  if (size > limit - result.bytes.size()) {
    result.over_limit = true;
    result.problem = "unpacks to more than " + std::to_string(limit) + " bytes, the limit for one record";
    return false;
  }
  result.bytes.append(bytes, size);
  return true;
}

/// RFC 1950: the method is 8, the header's 16 bits divide by 31.
bool has_zlib_header(std::string_view packed) {
  if (packed.size() < 2) return false;
  const unsigned first = static_cast<unsigned char>(packed[0]), second = static_cast<unsigned char>(packed[1]);
  return (first & 0x0F) == 8 && (first * 256 + second) % 31 == 0;
}

/// window: as for inflateInit2.
Unpacked inflated(std::string_view packed, int window, std::size_t limit) {
  Unpacked result;
  z_stream zlib{};
  if (inflateInit2(&zlib, window) != Z_OK) return {{}, "out of memory"};
  std::vector<char> block(kBlock);
  zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // NOLINT: zlib reads only
  zlib.avail_in = static_cast<uInt>(std::min<std::size_t>(packed.size(), 1u << 31));
  for (int status = Z_OK; status != Z_STREAM_END;) {
    zlib.next_out = reinterpret_cast<Bytef*>(block.data());
    zlib.avail_out = static_cast<uInt>(block.size());
    status = inflate(&zlib, Z_NO_FLUSH);
    if (!append(result, block.data(), block.size() - zlib.avail_out, limit)) break;
    if (status == Z_OK || status == Z_STREAM_END) continue;
    result.problem = status == Z_BUF_ERROR ? "cut off" : zlib.msg ? zlib.msg : "damaged";
    break;
  }
  inflateEnd(&zlib);
  return result;
}

Unpacked from_brotli(std::string_view packed, std::size_t limit) {
  Unpacked result;
  BrotliDecoderState* state = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
  if (!state) return {{}, "out of memory"};
  std::vector<char> block(kBlock);
  auto next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
  std::size_t left = packed.size();
  for (auto status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT; status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;) {
    auto next_out = reinterpret_cast<std::uint8_t*>(block.data());
    std::size_t room = block.size();
    status = BrotliDecoderDecompressStream(state, &left, &next_in, &room, &next_out, nullptr);
    if (!append(result, block.data(), block.size() - room, limit)) break;
    if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) result.problem = "cut off";
    if (status == BROTLI_DECODER_RESULT_ERROR) result.problem = "damaged";
  }
  BrotliDecoderDestroyInstance(state);
  return result;
}

Unpacked from_zstd(std::string_view packed, std::size_t limit) {
  Unpacked result;
  ZSTD_DStream* stream = ZSTD_createDStream();
  if (!stream) return {{}, "out of memory"};
  std::vector<char> block(kBlock);
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  for (;;) {
    ZSTD_outBuffer out{block.data(), block.size(), 0};
    const std::size_t left = ZSTD_decompressStream(stream, &out, &in);
    if (!append(result, block.data(), out.pos, limit) || left == 0) break;
    if (ZSTD_isError(left)) {
      result.problem = "damaged";
      break;
    }
    if (in.pos == in.size && out.pos < out.size) {
      result.problem = "cut off";
      break;
    }
  }
  ZSTD_freeDStream(stream);
  return result;
}

}  // namespace

Unpacked unpack(std::string_view packed, Coding coding, std::size_t limit) {
  constexpr int kWindow = 15;
  switch (coding) {
    case Coding::gzip:
      return inflated(packed, kWindow + 16, limit);
    case Coding::deflate:
      return inflated(packed, has_zlib_header(packed) ? kWindow : -kWindow, limit);
    case Coding::brotli:
      return from_brotli(packed, limit);
    case Coding::zstd:
      return from_zstd(packed, limit);
  }
  return {};
}

}  // namespace backfile::source
