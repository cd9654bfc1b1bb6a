// The stories in one NewsItem of NewsML 1.x.
#pragma once
#include "indexer/markup/tree.h"
#include "indexer/readers/xml_records.h"

namespace backfile::readers {

/// One article, or one for each component that tells a story of its own (the same story in several languages, say): with a headline and
/// a text. A NewsItem within the NewsItem counts as one.
XmlReading read_news_item(const markup::Node& item);

}  // namespace backfile::readers
