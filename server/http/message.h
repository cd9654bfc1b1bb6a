// A request and its answer as endpoints see them: no sockets, no HTTP library. Small bodies are strings; large ones are read and written
// piece by piece, at the client's pace and in bounded memory.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "server/query/request.h"

namespace backfile::http {

using Headers = std::vector<std::pair<std::string, std::string>>;  // names of a request in lower case

/// Why a request is turned away before or while it is read: the status to answer with, and one sentence for the client.
struct Refusal {
  int status = 0;
  std::string message{};
  unsigned retry_after = 0;  // seconds; 0: not said
};

/// What kind of work a route is, and so who may hold whom up: each kind has threads and a line of its own.
enum class Kind {
  probe,       // answered at once, from memory, however busy the rest is
  plain,       // no body, an answer in memory
  searches,    // the same, and borrows an engine
  small_body,  // reads Request::body, of which up to 64 KB have arrived before a thread is taken
  reads_body,  // reads Request::body as it comes, or waits for something else than the processor
  writes,      // the same, and changes the archive: needs a key of scope write
  streams,     // sets Response::stream
};

/// The body of a request, taken from the client as it is asked for. Content-Length, chunks and gzip are decoded.
class BodyReader {
 public:
  virtual ~BodyReader() = default;

  /// The next bytes, valid until the next call; empty at the end. cap: the most bytes there may be in all, before and after decompression.
  /// Fails with 413 beyond it, 408 where the client sends too slowly, 400 where it left or sent nonsense, 415 for other codings;
  /// then only problem(error) is left to answer. Waits for the client: never hold an engine or a lock meanwhile.
  virtual tl::expected<std::string_view, Refusal> next(std::size_t cap) = 0;
};

/// All of it in memory.
tl::expected<std::string, Refusal> whole_body(BodyReader& body, std::size_t cap);

struct Request {
  std::string id;              // names it in the log and in the X-Request-Id header
  std::string remote_address;  // numeric
  std::string method;
  std::string target;                 // as sent: path and query, still encoded
  std::string path;                   // the target's path, still encoded
  query::Parameters parameters;       // the target's query: decoded once, valid UTF-8 without control characters
  std::string_view route;             // as in routes.def; empty where there is none
  std::vector<std::string> captured;  // what stood for each {…} of the route, decoded likewise
  Headers headers;
  std::string key_name;        // of the key that came with it, where that is known here
  bool long_queries = false;   // whether that key allows them
  BodyReader* body = nullptr;  // never null in an endpoint whose route reads one (see routes.def)

  /// The first header of that name (lower case); empty where there is none.
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

/// Where a streamed body is written to.
class Sink {
 public:
  virtual ~Sink() = default;
  /// Returns when the bytes are sent or gathered for sending, so at the reader's pace. False: the reader left, takes too little for too
  /// long, or the server stops; nothing more can be written, so return.
  virtual bool write(std::string_view bytes) = 0;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body{};
  Headers headers{};  // beside those that every answer has

  /// Where set, the body: called once, on the same thread, after the head was sent, so whatever can fail with a status must be tried
  /// before; not called for HEAD. The request is still there. Returns false where it could not finish: the connection is then cut, so
  /// that the reader knows that something is missing. What it captures must be copyable (a shared_ptr where it is not). An engine
  /// for it comes from Service::stream_engines.
  std::function<bool(Sink&)> stream{};
};

}  // namespace backfile::http
