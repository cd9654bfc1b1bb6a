// The encoding that an HTML page declares for itself.
#pragma once
#include <string>
#include <string_view>

namespace backfile::markup {

/// The charset of <meta charset> or <meta http-equiv="Content-Type"> (or of an XML declaration) within the first 4 KiB; empty for none.
/// The HTML standard looks at 1 KiB, but pages put comments and scripts first.
std::string charset_in_html(std::string_view bytes);

}  // namespace backfile::markup
