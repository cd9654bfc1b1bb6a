// A document for Xapian's own writer.
#pragma once
#include <xapian.h>

#include "indexer/glass/document.h"

namespace backfile::ingest {

/// Sorts the document: into Xapian's map of terms, sorted ones are put at the end.
Xapian::Document xapian_document(glass::Document& document);

}  // namespace backfile::ingest
