// Suggestions as OpenSearch has them (OpenSearch Suggestions 1.0), which browsers read.
#include <nlohmann/json.hpp>

#include "server/render/json.h"

namespace backfile::render {

std::string suggestions_json(const std::string& q, const search::Suggestions& suggestions) {
  nlohmann::json texts = nlohmann::json::array(), descriptions = nlohmann::json::array();
  for (const auto* list : {&suggestions.words, &suggestions.headlines}) {
    for (const search::Suggestion& suggestion : *list) {
      texts.push_back(suggestion.text);
      descriptions.push_back(suggestion.description);
    }
  }
  const nlohmann::json json = {q, std::move(texts), std::move(descriptions)};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace backfile::render
