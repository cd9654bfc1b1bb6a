// The day from which the age of articles counts: the archive's newest, never the clock's, so that the same archive always gives the same
// answer and a newspaper that ended in 1912 has recent articles too.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <optional>

namespace backfile::search {

/// First second of the newest day; nothing where no article has a date. A few wrong dates do not move it: days after the archive was last
/// written to do not count (2099), nor do the newest two dates, plus one in ten thousand, by themselves (1952 for 1925). What counts is
/// stored in the archive, so it is a function of that alone. Some tens of look-ups, a tenth of a millisecond.
std::optional<std::int64_t> newest_day(const Xapian::Database& database);

}  // namespace backfile::search
