// What a record says about its own publication.
#pragma once
#include <string>
#include <string_view>

#include "indexer/article/article.h"

namespace backfile::readers {

/// `usable`, `stat:canceled`, `http://cv.iptc.org/newscodes/pubstatusg2/withheld`, `Killed`; usable for anything unknown.
article::Status status_of(std::string_view text);

/// Where the status is "embargoed" and the article says until when, it is usable from then on: `embargoed` holds it back, no longer its
/// status. One that is withheld stays so.
void settle_embargo(std::string_view status, article::Article& article);

/// Whether a note to editors says that the text corrects an earlier one, in the languages of agencies: `CORRECTS spelling of name`,
/// `Berichtigung: …`, `Rättelse`. A note that says it adds or updates is none.
bool is_correction(std::string_view note);

}  // namespace backfile::readers
