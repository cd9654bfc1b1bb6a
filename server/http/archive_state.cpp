#include "server/http/archive_state.h"

#include <cstdio>
#include <functional>
#include <random>

namespace backfile::http {
namespace {

std::string hexadecimal(std::uint64_t number) {
  char text[20];
  return std::string(text, static_cast<std::size_t>(std::snprintf(text, sizeof text, "%llx", static_cast<unsigned long long>(number))));
}

/// The answer to begin with (conditional.h).
Result<Response> begin_answer(const Request& request, search::Engine& engine) {
  static const std::uint32_t run = std::random_device{}();
  const auto state = engine.state();
  if (!state) return tl::unexpected<Error>(state.error());
  const auto asked = std::hash<std::string>{}(request.target + '\n' + std::string(request.header("accept")) + '\n' +
                                              std::string(request.header("accept-language")) + '\n' + std::string(request.header("host")));
  Validators validators;
  validators.etag = hexadecimal(run) + '-' + state->id + '-' + hexadecimal(state->revision) + '-' + hexadecimal(state->embargoes_passed) +
                    '-' + hexadecimal(asked);
  return conditional(request, validators);
}

}  // namespace

Response answer_from_archive(const Request& request, const Service& service,
                             const std::function<Result<void>(search::Engine& engine, Response& response)>& work) {
  auto engine = service.engines.borrow();
  if (!engine) return failed(service, request, engine.error());
  auto response = begin_answer(request, **engine);
  if (!response) return failed(service, request, response.error());
  if (response->status == 304) return *response;
  if (auto done = work(**engine, *response); !done) return failed(service, request, done.error());
  return std::move(*response);
}

}  // namespace backfile::http
