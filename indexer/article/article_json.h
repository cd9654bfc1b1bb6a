// Native JSON: the names of the design, in a fixed order, absent where empty.
#pragma once
#include <string>

#include "indexer/article/article.h"

namespace backfile::article {

/// One line without a newline. Keys: id url source section authors tags language page edition title subtitle summary body
/// published date_precision modified embargoed status corrections. `status` only where not usable. Invalid UTF-8 becomes U+FFFD.
std::string to_json(const Article& article);

}  // namespace backfile::article
