// What Xapian can take in one document, checked before it is written: a term that is too long can fail as late as in commit(), and then
// takes the whole pending batch along (measured).
#pragma once
#include <xapian.h>
#include <string>
#include <string_view>

namespace backfile::store {

inline constexpr std::size_t kMaxTermBytes = 245;          // Xapian's own limit; a NUL counts twice
inline constexpr std::size_t kMaxDataBytes = 100'000'000;  // 100 MB work, 130 MB throw (measured)

/// As Xapian counts it.
bool is_term_too_long(std::string_view term);

/// One sentence naming what is too large; empty where the document can be written.
std::string why_too_large(const Xapian::Document& document);

}  // namespace backfile::store
