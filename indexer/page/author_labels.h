// The words that stand before authors' names: `Von`, `Autor:`, `Posted by`.
#pragma once
#include <string_view>

namespace backfile::page {

/// `Max Muster` of `Von Max Muster`; the line itself where it begins with no label.
std::string_view without_author_label(std::string_view line);

/// True for `Von Max Muster`, `Autor: mm`: a label and something behind it.
bool begins_with_author_label(std::string_view line);

/// True for `Von`, `Autor:`: nothing but a label.
bool is_author_label(std::string_view line);

/// What stands behind the last ` von `, ` by ` of a line; empty where there is none.
std::string_view behind_author_label(std::string_view line);

/// Up to ` Fotos: …`, ` Illustration: …`, which name other people.
std::string_view before_credits(std::string_view line);

}  // namespace backfile::page
