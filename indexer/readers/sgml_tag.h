// One tag of SGML as it is written.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace backfile::readers {

struct SgmlTag {
  std::size_t length = 0;  // bytes, with both brackets; 0 where there is no tag
  bool closes = false;     // </NAME>
  bool empty = false;      // <NAME/>
  bool bare = false;       // neither attributes nor a slash: <NAME>
  std::string name;        // in capitals
  std::string_view attributes;
};

/// text begins with '<'. A tag is a name, and attributes with an equals sign: `<Amoco Corp>` is none.
SgmlTag sgml_tag(std::string_view text);

/// NAME="value", NAME='value', NAME=value; names in capitals, entities left.
std::vector<std::pair<std::string, std::string>> sgml_attributes(std::string_view text);

}  // namespace backfile::readers
