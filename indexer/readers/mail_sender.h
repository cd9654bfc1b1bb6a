// Who sends a newsletter: a publication, a person, or a person for a publication.
#pragma once
#include "indexer/article/article.h"
#include "indexer/readers/header_lines.h"

namespace backfile::readers {

/// Fills source and authors from From, List-Id and Sender.
void read_sender(const HeaderLines& headers, article::Article& article);

}  // namespace backfile::readers
