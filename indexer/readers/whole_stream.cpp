// Blocks into one string.
#include "indexer/readers/whole_stream.h"

#include <vector>

namespace backfile::readers {

Result<std::string> read_whole(source::ByteStream& bytes, std::size_t limit) {
  std::string all;
  std::vector<char> block(64 * 1024);
  for (;;) {
    const auto got = bytes.read(block.data(), block.size());
    if (!got) return tl::unexpected<Error>(got.error());
    if (*got == 0) return all;
    all.append(block.data(), *got);
    if (all.size() > limit) return fail(Code::refused, "is larger than " + std::to_string(limit) + " bytes, the limit for one record");
  }
}

}  // namespace backfile::readers
