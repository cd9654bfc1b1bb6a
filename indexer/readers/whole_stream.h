// A stream that has to be held whole, because its format cannot be read in pieces.
#pragma once
#include <cstddef>
#include <string>

#include "indexer/errors/error.h"
#include "indexer/source/source.h"

namespace backfile::readers {

/// All of the bytes; an error for a stream that fails or is longer than one record may be (limit: Options::max_record_bytes).
Result<std::string> read_whole(source::ByteStream& bytes, std::size_t limit);

}  // namespace backfile::readers
