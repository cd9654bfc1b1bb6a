// From an accepted socket to its end.
#include "server/http/server.h"

#include <unistd.h>

#include <thread>

#include "server/http/workers.h"

namespace backfile::http {

struct Server::Impl {
  Impl(const ServerOptions& opts, Handler handler, std::function<void(const Exchanged&)> log_answer, std::unique_ptr<Listener> bound)
      : options(opts), log(std::move(log_answer)), listener(std::move(bound)), exchange(std::move(handler), opts.patience.idle) {}

  void serve(int socket);
  void accept(int socket);

  const ServerOptions options;
  const std::function<void(const Exchanged&)> log;
  std::unique_ptr<Listener> listener;
  Exchange exchange;
  Signal stopping{false};
  std::unique_ptr<Workers> workers;
  std::thread accepting;
};

void Server::Impl::serve(int socket) {
  // With others waiting, a busy connection gives its thread up after so many requests.
  constexpr unsigned kFairShare = 100;
  Connection connection(socket);
  for (unsigned served = 1;; ++served) {
    Head head;
    Refusal problem;
    const auto arrived = connection.read_head(options.patience, stopping, workers->wanted(), head, problem);
    if (arrived == Connection::Arrived::nothing) return;
    const bool last = stopping.raised() || (served >= kFairShare && workers->crowded());
    const bool refused = arrived == Connection::Arrived::problem;
    const Exchanged done =
        refused ? exchange.refuse(connection, problem, options.patience) : exchange.answer(connection, head, last, options.patience);
    log(done);
    if (!done.stays) return connection.close_gently();
  }
}

void Server::Impl::accept(int socket) {
  if (workers->enqueue(socket)) return;
  // Answered from the accepting thread, so without waiting for this client.
  Connection connection(socket);
  Patience none;
  none.write = std::chrono::milliseconds(0);
  log(exchange.refuse(connection, {503, "Too many connections are waiting. Try again."}, none));
}

Result<std::unique_ptr<Server>> Server::open(const ServerOptions& options, Handler handler, std::function<void(const Exchanged&)> log) {
  auto listener = Listener::open(options.address);
  if (!listener) return tl::unexpected<Error>(listener.error());
  auto impl = std::make_unique<Impl>(options, std::move(handler), std::move(log), std::move(*listener));
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() {
  if (impl_->accepting.joinable()) stop(std::chrono::hours(24));
}

std::uint16_t Server::port() const { return impl_->listener->port(); }

void Server::start() {
  Impl& impl = *impl_;
  impl.workers = std::make_unique<Workers>(impl.options.connections, [&impl](int socket) { impl.serve(socket); });
  impl.accepting = std::thread([&impl] { impl.listener->accept_until(impl.stopping, [&impl](int socket) { impl.accept(socket); }); });
}

bool Server::stop(std::chrono::milliseconds wait) {
  const auto deadline = std::chrono::steady_clock::now() + wait;
  impl_->stopping.raise();
  if (impl_->accepting.joinable()) impl_->accepting.join();
  return impl_->workers->finish(deadline);
}

}  // namespace backfile::http
