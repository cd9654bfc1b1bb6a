// What a payload of a crawl is, by its media type and its first bytes.
#pragma once
#include <string>
#include <string_view>

namespace backfile::readers {

enum class PayloadKind {
  page,   // HTML or XHTML
  xml,    // other XML: perhaps a feed
  text,   // plain text, as text extracts of crawls (WET) hold it
  other,  // an image, a script, …
};

/// media_type: as MediaType::name; servers give pages any type, and anything the type of pages.
PayloadKind kind_of(std::string_view media_type, std::string_view payload);

/// For reasons: "image/png", or what the bytes look like where the type says nothing.
std::string described(std::string_view media_type, std::string_view payload);

}  // namespace backfile::readers
