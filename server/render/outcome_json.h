// What became of articles that were sent, as JSON text.
#pragma once
#include <cstdint>
#include <string>

#include "server/writing/outcome.h"

namespace backfile::render {

/// {"record":1,"id":"…","outcome":"added"}, with reason and warning where there are any; record and id only where they are set.
std::string outcome_json(const writing::RecordOutcome& outcome);

/// The same with the archive's revision: of a request that was about one article.
std::string outcome_json(const writing::RecordOutcome& outcome, std::uint64_t revision);

/// {"added":1,…,"revision":82}; without a revision where nothing came that far.
std::string totals_json(const writing::Totals& totals);

/// The problem with the same members behind its own.
std::string with_totals(const std::string& problem, const writing::Totals& totals);

}  // namespace backfile::render
