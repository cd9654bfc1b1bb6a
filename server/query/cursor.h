// A place in the order of articles by date and id. It names what was read last, not how much was read, so a walk loses and repeats nothing
// while articles come and go.
#pragma once
#include <xapian.h>
#include <string>
#include <string_view>

#include "server/query/request.h"

namespace backfile::query {

/// As a client hands it back: `*` for the beginning, else what to_text gave. Code::invalid (param "cursor").
Result<Cursor> parse_cursor(std::string_view text);

/// URL-safe.
std::string to_text(const Cursor& cursor);

/// Where the walk goes on after this article. slot_value: what it has in the slot of the order (slot_of).
Cursor after(Sort order, std::string slot_value);

/// newest or oldest.
schema::Slot slot_of(Sort order);

/// Those of `query` that come later in the order.
Xapian::Query beyond(const Cursor& cursor, Xapian::Query query);

}  // namespace backfile::query
