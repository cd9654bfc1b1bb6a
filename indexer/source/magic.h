// What the first bytes of a file say it is packed with. The bytes decide, never the name; what is not sure is plain.
#pragma once
#include <cstddef>
#include <string_view>

namespace backfile::source {

enum class Packing { none, gzip, bzip2, xz, zstd, zip, tar };

/// As many bytes as packing_of needs to see: one tar header block.
inline constexpr std::size_t kMagicBytes = 512;

/// head: the first kMagicBytes of the content, or all of it where it is shorter. A tar header counts only with a valid checksum, so
/// that no text is taken for one.
Packing packing_of(std::string_view head);

/// Zip and tar hold entries; the others are one stream.
inline bool is_container(Packing packing) { return packing == Packing::zip || packing == Packing::tar; }

/// For messages: "gzip file".
const char* describe(Packing packing);

}  // namespace backfile::source
