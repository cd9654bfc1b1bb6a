// THE transport's seam to the HTTP library: a checked head goes in, the library calls our handler and writes the answer. No other file
// knows which library that is, and nothing here knows where connections come from.
#pragma once
#include <atomic>
#include <functional>
#include <memory>

#include "server/http/job.h"
#include "server/http/message.h"

namespace backfile::http {

/// May throw: the client then gets a bare 500. The request outlives the answer's stream. Called from many threads at once.
using Handler = std::function<Response(Request&)>;

/// What happened, for the access log.
struct Exchanged {
  Request request;
  int status = 0;
  std::size_t bytes = 0;  // sent, with the answer's head
  double milliseconds = 0;
  std::string trouble;  // what a handler or its stream threw; empty where nothing
  bool streamed = false;
  bool cut = false;    // the answer was not sent whole
  bool stays = false;  // whether the connection may carry another request; else the caller ends it
};

/// Shared by all serving threads.
class Exchange {
 public:
  Exchange(Handler handler, const Patience& patience);
  ~Exchange();

  /// Answers one request. last: ends the connection with this answer. What the client does not take at once of an answer in memory is kept
  /// by the connection; a stream is sent at the client's pace.
  Exchanged answer(Job& job, bool last);

  /// Answers a head that was refused, or a connection that cannot be served.
  Exchanged refuse(Connection& connection, const Refusal& refusal, const std::string& client);

  /// From now on streams end, cut off, at their next write.
  void cut_streams() { cutting_ = true; }

 private:
  struct Library;
  const Patience patience_;
  std::unique_ptr<Library> library_;
  std::atomic<bool> cutting_{false};
};

}  // namespace backfile::http
