// One newsItem of NewsML-G2 to an article.
#pragma once
#include <string>

#include "indexer/markup/tree.h"
#include "indexer/readers/xml_records.h"

namespace backfile::readers {

/// item: a newsItem, or another kind of item (package, concept, planning), which gives none, with the reason.
XmlReading read_g2_item(const markup::Node& item);

}  // namespace backfile::readers
