// The HTTP server: listener, workers and exchange put together, from start to an orderly end.
#pragma once
#include <memory>

#include "server/http/exchange.h"
#include "server/http/listener.h"

namespace backfile::http {

struct ServerOptions {
  config::Address address;
  unsigned connections = 128;  // served at once, each by a thread; up to 1,024 more wait
  Patience patience;
};

class Server {
 public:
  /// log: called after every answer, from many threads at once.
  static Result<std::unique_ptr<Server>> open(const ServerOptions& options, Handler handler, std::function<void(const Exchanged&)> log);
  ~Server();

  std::uint16_t port() const;

  /// Serves until stop(), from a thread of its own. Call once.
  void start();

  /// Accepts no more, answers what was accepted, and returns true; false where that is not done within `wait`. Then only the end of the
  /// process helps: threads are still at work on what this object owns.
  bool stop(std::chrono::milliseconds wait);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace backfile::http
