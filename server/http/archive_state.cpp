#include "server/http/archive_state.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

#include "server/http/session.h"

namespace backfile::http {
namespace {

std::string hexadecimal(std::uint64_t number) {
  char text[20];
  return std::string(text, static_cast<std::size_t>(std::snprintf(text, sizeof text, "%llx", static_cast<unsigned long long>(number))));
}

/// All of a request that an answer may depend on, beside the archive and the settings.
std::string asked_by(const Request& request) {
  return request.target + '\n' + std::string(request.header("accept")) + '\n' + std::string(request.header("accept-language")) + '\n' +
         std::string(request.header("host")) + '\n' + (session_key(request).empty() ? '0' : '1');
}

/// The answer to begin with (conditional.h).
Response begin_answer(const Request& request, const Service& service, const search::Engine::State& state, const std::string& asked) {
  Validators validators;
  validators.etag = hexadecimal(service.tag) + '-' + state.id + '-' + hexadecimal(state.revision) + '-' +
                    hexadecimal(state.embargoes_passed) + '-' + hexadecimal(std::hash<std::string>{}(asked));
  return conditional(request, validators);
}

bool may_be_kept(const Request& request, const Service& service, Keep keep) {
  const auto explained = [](const auto& parameter) { return parameter.first == "explain"; };
  return keep == Keep::yes && service.answers.on() && std::none_of(request.parameters.begin(), request.parameters.end(), explained);
}

void count(const Service& service, const char* result) {
  service.metrics.add("backfile_query_cache_requests_total", "Answers looked for in the query cache.", 1, "result", result);
}

Response answer_again(const Response& kept, double milliseconds) {
  Response response = kept;
  if (response.content_type.starts_with("application/json")) set_took_ms(response.body, milliseconds);
  response.headers.emplace_back("Cache-Status", "backfile; hit");  // RFC 9211
  return response;
}

}  // namespace

Response answer_from_archive(const Request& request, const Service& service,
                             const std::function<Result<void>(search::Engine& engine, Response& response)>& work, Keep keep) {
  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  const auto start = std::chrono::steady_clock::now();
  const auto seconds = [start] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  const auto state = (*engine)->state();
  if (!state) return failed(service, request, state.error());
  const std::string asked = asked_by(request);
  Response response = begin_answer(request, service, *state, asked);
  if (response.status == 304) return response;
  const bool kept = may_be_kept(request, service, keep);
  if (kept) {
    const auto known = service.answers.find(*state, asked);
    count(service, known ? "hit" : "miss");
    if (known) return answer_again(*known, seconds() * 1000);
  }
  if (auto done = work(**engine, response); !done) return failed(service, request, done.error());
  if (kept && response.status == 200 && !response.stream && seconds() < service.settings.search_deadline_seconds)
    service.answers.keep(*state, asked, response);
  return response;
}

}  // namespace backfile::http
