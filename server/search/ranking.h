// How matches are ordered: the one place that chooses a weighting scheme and what breaks ties.
#pragma once
#include <xapian.h>

#include "server/query/request.h"

namespace backfile::search {

/// Only Xapian's built-in schemes and sorting by a value, so that the same ranking works over remote shards.
/// Ties are broken by date, newest first, and by id: the order is total, so pages neither repeat nor lose an article.
void set_ranking(Xapian::Enquire& enquire, query::Sort sort);

}  // namespace backfile::search
