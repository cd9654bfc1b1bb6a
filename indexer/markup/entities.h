// Character references of HTML, by name and by number.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace backfile::markup {

/// text begins with '&'. Appends what the reference at its beginning means and gives its length in bytes; 0, and nothing appended,
/// where there is none that is known.
std::size_t decode_entity(std::string_view text, std::string& out);

}  // namespace backfile::markup
