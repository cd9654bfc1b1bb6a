// As it stands first, then in its encoding, then repaired.
#include "indexer/readers/json_parse.h"

#include <string>

#include "indexer/text/charset.h"
#include "indexer/text/json_repair.h"

namespace backfile::readers {

using nlohmann::json;

json parsed_json(std::string_view bytes) {
  json value = json::parse(bytes, nullptr, false);
  if (!value.is_discarded()) return value;
  const std::string text = text::is_utf8(bytes) ? std::string(bytes) : text::to_utf8(bytes).text;
  value = json::parse(text, nullptr, false);
  return value.is_discarded() ? json::parse(text::repaired_json(text), nullptr, false) : value;
}

}  // namespace backfile::readers
