// What the parsers of dates share among themselves.
#pragma once
#include <optional>
#include <string_view>

#include "indexer/article/date.h"

namespace backfile::article {

/// parse_iso without the price of an error message.
std::optional<Date> read_iso(std::string_view text);

/// True where every field is in range and the day exists in its month. False for Precision::none.
bool possible(const Date& date);

}  // namespace backfile::article
