// A METS issue to its articles: the pages beside it read, the articles made of their words.
#pragma once
#include "indexer/readers/reader.h"

namespace backfile::readers {

/// Records are the articles, in the METS's order, then pages that belong to none.
void read_mets_issue(Input& input, Sink& sink);

}  // namespace backfile::readers
