// What became of articles that were sent.
#include <nlohmann/json.hpp>

#include "server/render/outcome_json.h"

namespace backfile::render {
namespace {

using nlohmann::ordered_json;

const char* name_of(writing::Fate fate) {
  switch (fate) {
    case writing::Fate::added:
      return "added";
    case writing::Fate::replaced:
      return "replaced";
    case writing::Fate::unchanged:
      return "unchanged";
    case writing::Fate::refused:
      return "refused";
    case writing::Fate::passed_over:
      break;
  }
  return "passed_over";
}

std::string text_of(const ordered_json& json) { return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace); }

ordered_json counts(const writing::Totals& totals) {
  ordered_json json{{"added", totals.added},
                    {"replaced", totals.replaced},
                    {"unchanged", totals.unchanged},
                    {"refused", totals.refused},
                    {"passed_over", totals.passed_over}};
  if (totals.revision > 0) json["revision"] = totals.revision;
  return json;
}

ordered_json described(const writing::RecordOutcome& outcome) {
  ordered_json json;
  if (outcome.record > 0) json["record"] = outcome.record;
  if (!outcome.id.empty()) json["id"] = outcome.id;
  json["outcome"] = name_of(outcome.fate);
  if (!outcome.reason.empty()) json["reason"] = outcome.reason;
  if (!outcome.warning.empty()) json["warning"] = outcome.warning;
  return json;
}

}  // namespace

std::string outcome_json(const writing::RecordOutcome& outcome) { return text_of(described(outcome)); }

std::string outcome_json(const writing::RecordOutcome& outcome, std::uint64_t revision) {
  ordered_json json = described(outcome);
  json["revision"] = revision;
  return text_of(json);
}

std::string totals_json(const writing::Totals& totals) { return text_of(counts(totals)); }

std::string with_totals(const std::string& problem, const writing::Totals& totals) {
  ordered_json json = ordered_json::parse(problem);
  json.update(counts(totals));
  return text_of(json);
}

}  // namespace backfile::render
