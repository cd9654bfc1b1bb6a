// Whether a page of ALTO is read with the issue that it belongs to.
#pragma once
#include <optional>
#include <string>

#include "indexer/readers/reader.h"

namespace backfile::readers {

/// The name of a METS in the page's folder or up to two above that the same walk reads and that names this page; whichever of them comes
/// first. Folders are looked through once for all their pages.
std::optional<std::string> issue_that_names(Input& page);

}  // namespace backfile::readers
