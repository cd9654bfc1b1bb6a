// Dates as JSON gives them: texts, numbers, and the objects of databases.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/article/date.h"

namespace backfile::readers {

/// `"16 April 1912"`, `19120416`, `1912`, seconds or milliseconds since 1970 (also before it, and as digits in a string), and MongoDB's
/// `{"$date": …}`. None for anything else. language: for dates such as 4/5/1912.
article::Date date_of_value(const nlohmann::json& value, const std::string& language);

}  // namespace backfile::readers
