// Not a validator: what readers of news rely on, after the schemas 1.0 to 3.1 (https://iptc.org/std/ninjs/).
#include "indexer/readers/json_ninjs.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/readers/json_value.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using nlohmann::json;

bool is_ninjs(const json& record) {
  const bool names_itself = member(record, "uri").is_string() && member(record, "url").is_null() && member(record, "@type").is_null();
  return names_itself || member(record, "$standard").is_object();
}

std::string kind_of(const json& value) {
  if (value.is_string()) return "a text";
  if (value.is_number()) return "a number";
  if (value.is_boolean()) return "true or false";
  return value.is_array() ? "a list" : "an object";
}

bool is_text_property(const std::string& name) {
  constexpr auto kTexts = std::to_array<std::string_view>({"uri",       "type",           "mimetype",        "representationtype",
                                                           "profile",   "versioncreated", "firstcreated",    "contentcreated",
                                                           "embargoed", "pubstatus",      "copyrightholder", "copyrightnotice",
                                                           "ednote",    "language",       "byline",          "by",
                                                           "headline",  "title",          "slugline",        "located",
                                                           "expires"});
  return wording::among(kTexts, name) || name.starts_with("headline_") || name.starts_with("body_") || name.starts_with("description_");
}

bool is_list_property(const std::string& name) {
  constexpr auto kLists = std::to_array<std::string_view>(
      {"person", "organisation", "place", "subject", "object", "infosource", "genre", "people", "organisations", "places", "subjects",
       "objects", "infosources", "genres", "headlines", "bodies", "descriptions", "trustindicator", "trustindicators"});
  return wording::among(kLists, name);
}

bool is_allowed(const std::string& name, const std::string& value) {
  constexpr auto kTypes =
      std::to_array<std::string_view>({"text", "audio", "video", "picture", "graphic", "composite", "planning", "component", "event"});
  constexpr auto kStates = std::to_array<std::string_view>({"usable", "withheld", "canceled"});
  if (name == "type") return wording::among(kTypes, value);
  return name != "pubstatus" || wording::among(kStates, value);
}

/// What may follow `headline_` and its like.
bool is_open_name(const std::string& name) {
  if (!name.starts_with("headline_") && !name.starts_with("body_") && !name.starts_with("description_")) return true;
  const std::string_view end = std::string_view(name).substr(name.find('_') + 1);
  return !end.empty() && std::all_of(end.begin(), end.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// What hangs on an item: in version 2 a list of things that have names, in version 1 an object whose keys are the names.
bool has_nameless_association(const json& record) {
  const json& associations = member(record, "associations");
  return associations.is_array() &&
         std::any_of(associations.begin(), associations.end(), [](const json& one) { return !member(one, "name").is_string(); });
}

}  // namespace

std::vector<std::string> ninjs_mistakes(const json& record) {
  std::vector<std::string> mistakes;
  if (!is_ninjs(record)) return mistakes;
  for (const auto& [key, value] : record.items()) {
    if (value.is_null()) continue;
    const std::string name = wording::lower(key);
    if (is_text_property(name) && !value.is_string())
      mistakes.push_back("breaks the ninjs schema: \"" + key + "\" is " + kind_of(value) + ", not a text");
    else if (is_list_property(name) && !value.is_array())
      mistakes.push_back("breaks the ninjs schema: \"" + key + "\" is " + kind_of(value) + ", not a list");
    else if (value.is_string() && !is_allowed(name, value.get<std::string>()))
      mistakes.push_back("breaks the ninjs schema: \"" + key + "\" is none of the values that it may have");
    else if (!is_open_name(key))
      mistakes.push_back("breaks the ninjs schema: a name such as \"" + key + "\"");
  }
  if (has_nameless_association(record)) mistakes.push_back("breaks the ninjs schema: one of its \"associations\" has no name");
  const json& rights = member(record, "rightsinfo");
  if (!member(rights, "linkedrights").is_null() && !member(rights, "encodedrights").is_null())
    mistakes.push_back("breaks the ninjs schema: \"rightsinfo\" has both linked and encoded rights");
  return mistakes;
}

}  // namespace backfile::readers
