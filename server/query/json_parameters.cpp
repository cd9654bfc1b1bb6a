#include "server/query/json_parameters.h"

#include <nlohmann/json.hpp>

#include "server/query/characters.h"

namespace backfile::query {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMostDepth = 2;  // a list in the object

Result<void> add(const std::string& name, const Json& value, bool in_list, Parameters& parameters) {
  if (value.is_null()) return {};
  if (value.is_string()) {
    parameters.emplace_back(name, value.get<std::string>());
  } else if (value.is_boolean()) {
    parameters.emplace_back(name, value.get<bool>() ? "1" : "0");
  } else if (value.is_number_integer()) {
    parameters.emplace_back(name, value.dump());
  } else if (value.is_array() && !in_list) {
    for (const Json& one : value)
      if (auto added = add(name, one, true, parameters); !added) return added;
  } else {
    return fail(Code::invalid, query::quoted(clean_text(name)) + " must be a string, a whole number, true, false, or a list of these.",
                name);
  }
  return {};
}

}  // namespace

Result<Parameters> json_parameters(std::string_view text) {
  bool too_deep = false;
  const auto shallow = [&](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kMostDepth;
    return !too_deep;  // what lies deeper is not even kept
  };
  const Json json = Json::parse(text, shallow, false);
  if (json.is_discarded() || !json.is_object() || too_deep)
    return fail(Code::invalid,
                "The body must be a JSON object of the search's parameters, such as {\"q\": \"coal\", \"section\": [\"news\"]}.");
  Parameters parameters;
  for (const auto& [name, value] : json.items())
    if (auto added = add(name, value, false, parameters); !added) return tl::unexpected<Error>(added.error());
  return parameters;
}

}  // namespace backfile::query
