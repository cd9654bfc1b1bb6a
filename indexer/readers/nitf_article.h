// One NITF document (2.x to 3.x) to an article, wherever it stands: in a file of its own, or as the content of NewsML.
#pragma once
#include "indexer/article/article.h"
#include "indexer/markup/tree.h"

namespace backfile::readers {

/// Fills what `article` lacks: title, subtitle, summary, body, authors, source, section, tags, places, language, page, edition, URL, dates,
/// status and corrections. nitf: the <nitf> element, or one of its parts alone.
void read_nitf(const markup::Node& nitf, article::Article& article);

/// The document's own id, as `id-string` gives it; else its key.
std::string nitf_id(const markup::Node& nitf);

}  // namespace backfile::readers
