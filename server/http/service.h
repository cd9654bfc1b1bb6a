// What endpoints work with.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>

#include "config/settings.h"
#include "server/http/answer_cache.h"
#include "server/http/engine_pool.h"
#include "server/http/long_queries.h"
#include "server/http/message.h"
#include "server/http/metrics.h"
#include "server/keys/ring.h"
#include "server/writing/updates.h"

namespace backfile::http {

struct Service {
  const config::Settings& settings;
  EnginePool& engines;
  EnginePool& stream_engines;  // for endpoints that stream: a reader may hold one for as long as it likes without slowing searches
  EnginePool& probe_engines;   // one, for probes
  Metrics& metrics;
  const std::atomic<bool>& draining;                         // the server was told to stop
  std::function<void(const Request&, const Error&)> report;  // an error that the client is not told in full; for the log
  keys::Ring& keys;
  writing::Updates& updates;
  LongQueries& long_queries;
  AnswerCache& answers;
  std::uint32_t tag;  // of these settings: part of every ETag
};

/// For the parameters of a request, by the settings; and for who may ask long queries, which only POST /v1/search takes.
query::RequestLimits request_limits(const Service& service);
query::RequestLimits long_request_limits(const Service& service);

/// The answer to an error while serving. The archive's own troubles are reported, and told without internals.
/// Not for an unknown id: Code::not_found here means that the archive is gone.
Response failed(const Service& service, const Request& request, const Error& error);

}  // namespace backfile::http
