// What an NITF document says about itself outside of its text: <head>.
#pragma once
#include "indexer/article/article.h"
#include "indexer/markup/tree.h"

namespace backfile::readers {

/// Dates and status, section, tags, places, source, page and edition, where `article` has none yet.
void read_nitf_head(const markup::Node& nitf, article::Article& article);

}  // namespace backfile::readers
