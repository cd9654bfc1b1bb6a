// The publication's name: to say it, and to take it away from titles.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace backfile::page {

struct Site {
  std::vector<std::string> names;  // as parts of the page give it; may be empty
  std::string host;                // may be empty
};

/// Whether `text` names the site: it is nearly one of its names, or the host's own name is in it.
bool is_site_name(std::string_view text, const Site& site);

/// Whether `text` is the site's name and nothing else.
bool is_site_itself(std::string_view text, const Site& site);

/// `Fire at the harbour | Local | The Courier` to its parts, at ` | `, ` - `, ` » ` and the like.
std::vector<std::string> title_parts(std::string_view title);

/// Without separators at its ends, which part the title from what is not there: `: Fire at the harbour |`.
std::string_view without_loose_marks(std::string_view title);

/// A title without the site's name and sections at its ends. Where no part is known to be the site's, only what stands behind a bar goes.
std::string without_site_name(std::string_view title, const Site& site);

}  // namespace backfile::page
