// The beginning of a stream as a string, unpacked where it is compressed.
#pragma once
#include "indexer/source/file_stream.h"
#include "indexer/source/neighbours.h"

namespace backfile::source {

/// file: the file on disk that `bytes` comes from, for the limits on what compressed data may unpack to.
Result<Neighbours::Bytes> read_bounded(ByteStream& bytes, const FileStream& file, const Limits& limits, std::size_t max_bytes);

}  // namespace backfile::source
