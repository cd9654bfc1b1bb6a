// DELETE /v1/articles/{id}?reason=…&purge=true
#include <nlohmann/json.hpp>

#include "server/http/article_body.h"
#include "server/http/problem.h"

namespace backfile::http {
namespace {

struct Removal {
  std::string reason;
  bool purge = false;
};

Result<Removal> parse(const query::Parameters& parameters) {
  Removal removal;
  for (const auto& [name, value] : parameters) {
    if (name == "reason") {
      removal.reason = value;
    } else if (name == "purge") {
      if (value != "true" && value != "false") return fail(Code::invalid, "purge must be true or false, not '" + value + "'", name);
      removal.purge = value == "true";
    } else {
      return fail(Code::invalid, "there is no parameter '" + name + "' here, only reason and purge", name);
    }
  }
  return removal;
}

}  // namespace

Response delete_article_endpoint(const Request& request, Service& service) {
  const std::string& id = request.captured.at(0);
  const auto removal = parse(request.parameters);
  if (!removal) return problem(removal.error());
  const auto applied = service.updates.remove(id, removal->reason);
  if (!applied) return write_failed(service, request, applied.error());
  const store::Outcome outcome = applied->outcomes[0];
  if (outcome == store::Outcome::unknown) return problem(404, "There is no article with the id '" + id + "'.");
  // What was deleted before may still have to leave the disk.
  const bool gone = outcome == store::Outcome::gone;
  if (gone && !removal->purge) return problem(Error{Code::gone, "The article '" + id + "' was deleted before.", "id"});
  nlohmann::ordered_json json{{"id", id}, {"outcome", gone ? "gone" : "deleted"}, {"revision", applied->revision}};
  if (removal->purge) {
    const auto purged = service.updates.purge([&service] {
      for (EnginePool* pool : {&service.engines, &service.stream_engines, &service.probe_engines}) pool->close_idle();
    });
    if (!purged) return write_failed(service, request, purged.error());
    json["purged"] = {{"databases", purged->rewritten}, {"still_open", !purged->still_open_in.empty()}};
  }
  Response response;
  response.body = json.dump();
  return response;
}

}  // namespace backfile::http
