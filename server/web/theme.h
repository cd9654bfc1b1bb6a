// The archive's own colour on pages.
#pragma once
#include <string>
#include <string_view>

namespace backfile::web {

/// Rules that set the accent colour, for light and dark: the colour given, made darker or lighter as far as it takes to be read on either
/// ground (contrast 4.5 and more: WCAG 2.2, 1.4.3, relative luminance as defined there). Empty for what is not #rrggbb.
std::string theme_rules(std::string_view accent);

/// Names the bytes of style.css with these rules behind it.
std::string style_digest(std::string_view accent);

}  // namespace backfile::web
