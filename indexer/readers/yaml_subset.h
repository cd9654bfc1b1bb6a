// The YAML that people write above their texts: mappings, lists, and strings of all styles. Everything that is not a string is one.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace backfile::readers {

struct YamlOutcome {
  nlohmann::json value;  // objects, lists and strings; null for a value that is not given
  std::string problem;   // the first line that was not understood, and left out; empty for none
};

/// text: UTF-8, without the marks of the document's beginning and end. Anchors, aliases, tags and complex keys are not known. Never throws;
/// linear in the size of the text.
YamlOutcome parse_yaml_subset(std::string_view text);

/// `["a", b, {c: d}]`, `"a"`, `'a'`, `a`: a value in YAML's flow style, which TOML's are close to.
nlohmann::json yaml_flow_value(std::string_view text);

}  // namespace backfile::readers
