// A page of changes as JSON.
#include <nlohmann/json.hpp>

#include "server/render/json.h"
#include "server/render/url.h"

namespace backfile::render {

std::string changes_json(const query::ChangesRequest& request, const search::Changes& changes) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const search::Changes::Entry& entry : changes.entries) {
    Json one = {{"change", entry.change}, {"id", entry.id}, {"revision", entry.revision}, {"time", article::to_iso(entry.time)}};
    if (!entry.reason.empty()) one["reason"] = entry.reason;
    list.push_back(std::move(one));
  }
  const std::string next = "/v1/changes?" + query_string({{"since", changes.cursor}, {"limit", std::to_string(request.limit)}});
  const Json json = {{"changes", std::move(list)},
                     {"cursor", changes.cursor},
                     {"next", next},
                     {"more", changes.more},
                     {"index", {{"id", changes.index_id}, {"revision", changes.revision}}}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace backfile::render
