// The packed form of a stored article: what the archive keeps as document data. Xapian would deflate it, but nearly all that a page of
// results takes to be read was zlib's inflating; LZ4 takes a fifteenth of that. Ids and digests go by the stored form, never by this one.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace backfile::article {

/// A 0, with which no stored form begins, and what LZ4 makes of it; where that takes less than a quarter off (boxes of words, scripts of
/// three bytes a letter), of short ones an eighth, a frame of Zstandard, which takes more time to read; or the stored form as it is, where
/// packing gains nothing or it has more than kMostPacked bytes. Thread-safe.
std::string pack(std::string_view stored);

/// False: data is a stored form as it is (written before there was a packed one), or the reason of a tombstone.
inline bool is_packed(std::string_view data) { return data.starts_with('\0'); }

/// The stored form, in `room` or, where it is not packed, `data` itself. Empty where the bytes are damaged. Thread-safe.
std::string_view unpacked(std::string_view data, std::string& room);

/// Bytes of a stored form: what document data may have.
inline constexpr std::size_t kMostPacked = 100'000'000;

}  // namespace backfile::article
