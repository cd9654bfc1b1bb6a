// A timeline as JSON.
#include <cmath>
#include <nlohmann/json.hpp>

#include "server/render/json.h"

namespace backfile::render {
namespace {

using Json = nlohmann::ordered_json;

/// Four decimals: a hundredth of a percent.
double share(const search::TimelineBucket& bucket) {
  constexpr double kDecimals = 10'000;
  return bucket.total == 0 ? 0 : std::round(kDecimals * double(bucket.count) / double(bucket.total)) / kDecimals;
}

}  // namespace

std::string timeline_json(const query::TimelineRequest& request, const search::Timeline& timeline) {
  const char* match = timeline.match == query::Match::any ? "any" : "all";
  Json json = {{"query", {{"q", request.search.q}, {"parsed", timeline.parsed}, {"match", match}, {"warnings", timeline.warnings}}},
               {"total", timeline.total},
               {"interval", query::name(timeline.interval)}};
  Json& buckets = json["buckets"] = Json::array();
  for (const auto& bucket : timeline.buckets)
    buckets.push_back({{"start", bucket.start}, {"count", bucket.count}, {"total", bucket.total}, {"share", share(bucket)}});
  json["undated"] = timeline.undated;
  json["imprecise"] = timeline.imprecise;
  json["took_ms"] = std::round(timeline.took_ms * 100) / 100;
  json["index"] = {{"id", timeline.index_id}, {"revision", timeline.revision}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace backfile::render
