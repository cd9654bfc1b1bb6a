// Against tags made to choke a parser: libxml2 compares every attribute of an element with every other.
#pragma once
#include <string>
#include <string_view>

namespace backfile::markup {

inline constexpr std::size_t kMaxAttributes = 1'000;  // of one element; real pages have a few dozen

/// The same HTML, but every tag's attributes beyond kMaxAttributes left out. Scripts, styles and comments are not looked into.
/// Nothing is copied where nothing is left out: then the result is empty and `changed` false. Linear.
std::string without_attribute_floods(std::string_view html, bool& changed);

}  // namespace backfile::markup
