// From an accepted socket to its end.
#include "server/http/server.h"

#include <future>
#include <thread>
#include <vector>

#include "server/http/workers.h"

namespace backfile::http {

struct Server::Impl {
  Impl(const ServerOptions& opts, Handler handler, std::function<void(const Exchanged&)> log_answer, std::unique_ptr<Listener> bound,
       std::function<Kind(const Head&)> kind_of)
      : options(opts),
        log(std::move(log_answer)),
        listener(std::move(bound)),
        exchange(std::move(handler), opts.patience),
        front(*listener, opts.limits, opts.patience, Line(opts.line, opts.searches), calls(std::move(kind_of))) {}

  Front::Calls calls(std::function<Kind(const Head&)> kind_of);
  Workers& workers_for(Kind kind);
  void serve(Job job);

  const ServerOptions options;
  const std::function<void(const Exchanged&)> log;
  std::unique_ptr<Listener> listener;
  Exchange exchange;
  Signal stopping;
  Front front;
  std::unique_ptr<Workers> probes, readers, streams;
  std::promise<void> at_end;
  std::future<void> ended = at_end.get_future();
  std::thread fronting;
  std::vector<std::thread> working;
};

Front::Calls Server::Impl::calls(std::function<Kind(const Head&)> kind_of) {
  const auto is_ordinary = [](const Job& job) {
    return job.kind == Kind::plain || job.kind == Kind::searches || (job.kind == Kind::small_body && job.whole_body);
  };
  return {std::move(kind_of), is_ordinary, [this](Job& job) { return workers_for(job.kind).enqueue(job); },
          [this](Connection& connection, const Refusal& refusal, const std::string& client) {
            log(exchange.refuse(connection, refusal, client));
          }};
}

Workers& Server::Impl::workers_for(Kind kind) {
  switch (kind) {
    case Kind::probe:
      return *probes;
    case Kind::streams:
      return *streams;
    case Kind::plain:
    case Kind::searches:
    case Kind::small_body:
    case Kind::reads_body:
    case Kind::writes:
      break;
  }
  return *readers;
}

void Server::Impl::serve(Job job) {
  const Exchanged done = exchange.answer(job, stopping.raised());
  log(done);
  front.give_back(std::move(job.connection), !done.stays);
}

Result<std::unique_ptr<Server>> Server::open(const ServerOptions& options, Handler handler, std::function<Kind(const Head&)> kind_of,
                                             std::function<void(const Exchanged&)> log) {
  auto listener = Listener::open(options.address);
  if (!listener) return tl::unexpected<Error>(listener.error());
  auto impl = std::make_unique<Impl>(options, std::move(handler), std::move(log), std::move(*listener), std::move(kind_of));
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() {
  if (!impl_->fronting.joinable()) return;
  stop(std::chrono::hours(24));
  impl_->fronting.join();
  for (std::thread& thread : impl_->working) thread.join();
}

std::uint16_t Server::port() const { return impl_->listener->port(); }

void Server::start() {
  Impl& impl = *impl_;
  const auto serve = [&impl](Job job) { impl.serve(std::move(job)); };
  using Priority = Workers::Priority;
  impl.probes = std::make_unique<Workers>(1, impl.options.line, Priority::normal, serve);
  for (unsigned i = 0; i < impl.options.workers; ++i) impl.working.emplace_back([&impl, serve] { impl.front.work(serve); });
  impl.readers = std::make_unique<Workers>(impl.options.readers, impl.options.line, Priority::normal, serve);
  impl.streams = std::make_unique<Workers>(impl.options.streams, 0, Priority::low, serve);
  impl.fronting = std::thread([&impl] {
    impl.front.run(impl.stopping);
    impl.at_end.set_value();
  });
}

void Server::set_limits(const FrontLimits& limits) { impl_->front.set_limits(limits); }

bool Server::stop(std::chrono::milliseconds wait) {
  const auto begun = std::chrono::steady_clock::now();
  impl_->stopping.raise();
  if (impl_->ended.wait_until(begun + wait / 2) == std::future_status::ready) return true;
  impl_->exchange.cut_streams();
  return impl_->ended.wait_until(begun + wait) == std::future_status::ready;
}

}  // namespace backfile::http
