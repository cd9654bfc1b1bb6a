// The HTTP server: listener, front, workers and exchange put together, from start to an orderly end.
#pragma once
#include <memory>

#include "server/http/exchange.h"
#include "server/http/front.h"
#include "server/http/listener.h"

namespace backfile::http {

struct ServerOptions {
  config::Address address;
  unsigned workers = 16;   // threads for ordinary requests
  unsigned searches = 4;   // of these, how many search at once
  unsigned readers = 32;   // for requests whose body is read as it comes
  unsigned streams = 8;    // for answers that are sent as they are made
  std::size_t line = 512;  // requests of one kind that may wait for a thread; streams never wait
  Patience patience{};
  FrontLimits limits{};
};

class Server {
 public:
  /// kind_of: what kind of work a request will be; by one thread at a time, so it must be quick. log: called after every answer, from many
  /// threads at once.
  static Result<std::unique_ptr<Server>> open(const ServerOptions& options, Handler handler, std::function<Kind(const Head&)> kind_of,
                                              std::function<void(const Exchanged&)> log);
  ~Server();

  std::uint16_t port() const;

  /// Serves until stop(), from threads of its own. Call once.
  void start();

  /// For what comes from now on.
  void set_limits(const FrontLimits& limits);

  /// Accepts no more, answers what was accepted, and returns true; false where that is not done within `wait`. Streams are cut off after
  /// half of it. Then only the end of the process helps: threads are still at work on what this object owns.
  bool stop(std::chrono::milliseconds wait);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace backfile::http
