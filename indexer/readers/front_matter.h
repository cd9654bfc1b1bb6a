// What stands above a text between two lines of marks: YAML between ---, TOML between +++.
#pragma once
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace backfile::readers {

struct FrontMatter {
  nlohmann::json fields = nlohmann::json::object();
  std::size_t length = 0;  // bytes of the text that it takes, with its marks; 0 where there is none
  std::string problem;     // what of it was not understood; empty for none
};

/// text: UTF-8. bare: also a block of `Name: value` lines at the beginning that names a title, without marks (Pelican, MultiMarkdown).
FrontMatter front_matter_of(std::string_view text, bool bare);

}  // namespace backfile::readers
