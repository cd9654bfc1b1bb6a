// What a record says about its own publication.
#pragma once
#include <string>
#include <string_view>

#include "indexer/article/article.h"

namespace backfile::readers {

/// `usable`, `stat:canceled`, `http://cv.iptc.org/newscodes/pubstatusg2/withheld`, `Killed`; usable for anything unknown.
article::Status status_of(std::string_view text);

/// A record that is to be held back until a moment it names is usable from then on: held by `embargoed`, no longer by its status.
void settle_embargo(article::Article& article);

/// Whether a note to editors says that the text corrects an earlier one, in the languages of agencies: `CORRECTS spelling of name`,
/// `Berichtigung: …`, `Rättelse`. A note that says it adds or updates is none.
bool is_correction(std::string_view note);

}  // namespace backfile::readers
