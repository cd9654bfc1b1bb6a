// The text of one JSON record to its value.
#pragma once
#include <nlohmann/json.hpp>
#include <string_view>

namespace backfile::readers {

/// bytes: in UTF-8 or another superset of ASCII. Mistakes of programs are put right; discarded where it is no JSON all the same.
nlohmann::json parsed_json(std::string_view bytes);

}  // namespace backfile::readers
