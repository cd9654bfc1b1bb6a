// An epoll loop over connections, each in one of five phases; every phase has a deadline for the whole of it. A handshake of TLS costs a
// signature, several milliseconds with a long RSA key: of those that are ready, one a round is gone on with, after everything else.
#include "server/http/front.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "server/http/client_address.h"

namespace backfile::http {
namespace {

using std::chrono::milliseconds;

/// How exact deadlines are.
constexpr milliseconds kSweep{100};
/// A small body is gathered before its request is handed over; larger ones are read by whoever asked for them, as they come.
constexpr std::size_t kSmallBody = 64u << 10;
/// Answers that slow readers have not yet taken, together. Beyond it the slowest reader is given up.
constexpr std::size_t kMostKept = 64u << 20;
/// Why an answered connection is not closed at once: a client that still sends would be reset and never see its answer.
constexpr milliseconds kEnding{500};
constexpr std::size_t kMostDiscarded = 1u << 20;
/// An idle client gets as long to send what it may have begun when the server stops.
constexpr milliseconds kGrace{100};

void watch(int epoll, int operation, int descriptor, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = descriptor;
  epoll_ctl(epoll, operation, descriptor, &event);
}

}  // namespace

Front::Front(Listener& listener, const FrontLimits& limits, const Patience& patience, Calls calls)
    : listener_(listener),
      limits_(limits),
      patience_(patience),
      calls_(std::move(calls)),
      rate_limit_(limits.requests_per_second, limits.request_burst),
      epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

Front::~Front() { close(epoll_); }

void Front::run(const Signal& stopping) {
  watch(epoll_, EPOLL_CTL_ADD, listener_.descriptor(), EPOLLIN);
  watch(epoll_, EPOLL_CTL_ADD, wake_.descriptor(), EPOLLIN);
  watch(epoll_, EPOLL_CTL_ADD, stopping.descriptor(), EPOLLIN);
  while (!stopping_ || !held_.empty() || lent_ > 0) {
    epoll_event events[256];
    const bool waiting = !held_.empty() || !listening_;
    int handshake = -1;
    const int count = epoll_wait(epoll_, events, std::size(events), waiting ? static_cast<int>(kSweep.count()) : -1);
    for (int i = 0; i < count; ++i) {
      const int descriptor = events[i].data.fd;
      if (descriptor == listener_.descriptor()) {
        accept_some();
      } else if (descriptor == wake_.descriptor()) {
        take_back();
      } else if (descriptor == stopping.descriptor()) {
        watch(epoll_, EPOLL_CTL_DEL, descriptor, 0);
        begin_to_stop();
      } else if (shakes_hands(descriptor)) {
        handshake = handshake < 0 ? descriptor : handshake;
      } else {
        ready(descriptor);
      }
    }
    if (handshake >= 0) ready(handshake);  // the others are told of again
    if (Clock::now() >= next_sweep_) sweep();
  }
}

void Front::give_back(std::unique_ptr<Connection> connection, bool ends) {
  {
    const std::lock_guard lock(mutex_);
    returned_.push_back({std::move(connection), ends});
  }
  wake_.raise();
}

void Front::set_limits(const FrontLimits& limits) {
  {
    const std::lock_guard lock(mutex_);
    new_limits_ = limits;
  }
  wake_.raise();
}

void Front::take_back() {
  wake_.lower();
  std::vector<Returned> returned;
  {
    const std::lock_guard lock(mutex_);
    returned.swap(returned_);
    if (new_limits_) {
      limits_ = std::move(*new_limits_);
      rate_limit_ = RateLimit(limits_.requests_per_second, limits_.request_burst);
      new_limits_.reset();
    }
  }
  for (Returned& one : returned) {
    --lent_;
    const int socket = one.connection->socket();
    Held& held = held_[socket];
    held.connection = std::move(one.connection);
    watch(epoll_, EPOLL_CTL_ADD, socket, 0);
    settle(held, one.ends);
  }
}

void Front::accept_some() {
  constexpr int kAtOnce = 64;
  for (int i = 0; i < kAtOnce; ++i) {
    Accepted accepted = listener_.accept();
    if (accepted.socket >= 0) {
      admit(std::move(accepted));
      continue;
    }
    // Asking again at once would only burn the processor: the client in question stays in line.
    if (accepted.exhausted && !make_room()) {
      listening_ = false;
      listen_again_ = Clock::now() + kSweep;
      watch(epoll_, EPOLL_CTL_DEL, listener_.descriptor(), 0);
    }
    return;
  }
}

void Front::admit(Accepted accepted) {
  const bool full = held_.size() + lent_ >= limits_.connections && !make_room();
  std::size_t& from_there = by_address_[client_key(accepted.peer)];
  const bool too_many = from_there >= limits_.connections_per_address && !config::any_holds(limits_.trusted_proxies, accepted.peer);
  ++from_there;
  Held& held = held_[accepted.socket];
  held.connection = std::make_unique<Connection>(accepted.socket, std::move(accepted.peer),
                                                 limits_.tls ? std::make_unique<TlsSession>(*limits_.tls, accepted.socket) : nullptr);
  watch(epoll_, EPOLL_CTL_ADD, accepted.socket, 0);
  constexpr unsigned kLater = 5;
  if (full) return refuse(held, {503, "Too many connections are open. Try again.", kLater}, held.connection->peer());
  if (too_many) return refuse(held, {429, "Too many connections are open from your address.", kLater}, held.connection->peer());
  settle(held, false);
}

/// Closes the connection that has been idle for the longest.
bool Front::make_room() {
  Held* oldest = nullptr;
  for (auto& [socket, held] : held_) {
    if (held.phase == Phase::idle && (!oldest || held.since < oldest->since)) oldest = &held;
  }
  if (oldest) drop(*oldest);
  return oldest != nullptr;
}

void Front::begin_to_stop() {
  stopping_ = true;
  // Clients may go on connecting: no more than can have been in line at this moment.
  for (int left = listener_.longest_line(); left > 0; --left) {
    Accepted accepted = listener_.accept();
    if (accepted.socket < 0) break;
    admit(std::move(accepted));
  }
  if (listening_) watch(epoll_, EPOLL_CTL_DEL, listener_.descriptor(), 0);
  listening_ = true;  // never to be taken up again
  listener_.close();
  const auto soon = Clock::now() + kGrace;
  for (auto& [socket, held] : held_) {
    if (held.phase == Phase::idle) held.deadline = std::min(held.deadline, soon);
  }
}

void Front::listen_to(Held& held, std::uint32_t events) {
  if (held.listened == events) return;
  held.listened = events;
  watch(epoll_, EPOLL_CTL_MOD, held.connection->socket(), events);
}

void Front::enter(Held& held, Phase phase, milliseconds patience) {
  held.phase = phase;
  held.since = Clock::now();
  held.deadline = held.since + patience;
  listen_to(held, phase == Phase::writing ? EPOLLOUT : EPOLLIN);
}

bool Front::shakes_hands(int socket) const {
  const auto found = held_.find(socket);
  return found != held_.end() && found->second.connection->shaking_hands();
}

void Front::ready(int socket) {
  const auto found = held_.find(socket);
  if (found == held_.end()) return;
  Held& held = found->second;
  switch (held.phase) {
    case Phase::idle:
    case Phase::head:
    case Phase::body:
      return read_more(held);
    case Phase::writing:
      return write_more(held);
    case Phase::ending:
      return discard(held);
  }
}

void Front::read_more(Held& held) {
  switch (held.connection->receive()) {
    case Connection::Received::bytes:
      return advance(held);
    case Connection::Received::nothing:
      return;
    case Connection::Received::end:
    case Connection::Received::too_slow:
      return drop(held);
  }
}

/// Looks at what was received: a head, a body, or not yet.
void Front::advance(Held& held) {
  Connection& connection = *held.connection;
  if (held.phase == Phase::body) {
    if (connection.buffered().size() >= held.job.head.body_length()) hand_over(held, std::move(held.job));
    return;
  }
  // A blank line before a request is passed over (RFC 9112, 2.2), as often as it comes.
  connection.consume(std::min(connection.buffered().find_first_not_of("\r\n"), connection.buffered().size()));
  if (connection.buffered().empty()) return;
  if (held.phase == Phase::idle) enter(held, Phase::head, patience_.head);
  if (const std::size_t size = head_size(connection.buffered())) return begin_request(held, size);
  if (const Refusal large = too_large(connection.buffered()); large.status) refuse(held, large, connection.peer());
}

/// size: of the head that has arrived.
void Front::begin_request(Held& held, std::size_t size) {
  Connection& connection = *held.connection;
  Job job;
  const Refusal refusal = parse_head(connection.buffered().substr(0, size), job.head);
  connection.consume(size);
  if (refusal.status) return refuse(held, refusal, connection.peer());
  job.client = client_address(job.head, connection.peer(), limits_.trusted_proxies);
  job.kind = calls_.kind_of(job.head);
  const unsigned wait = job.kind == Kind::probe ? 0 : rate_limit_.seconds_to_wait(client_key(job.client), Clock::now());
  if (wait) return refuse(held, {429, "You ask too often. Try again in " + std::to_string(wait) + " seconds.", wait}, job.client);

  const bool reads = job.kind == Kind::reads_body || job.kind == Kind::writes || job.kind == Kind::small_body;
  const std::size_t length = job.head.body_length();
  job.whole_body = !job.head.has_body() || (length > 0 && length <= kSmallBody);
  if (!reads || !job.whole_body || connection.buffered().size() >= length) return hand_over(held, std::move(job));
  if (job.head.expects_continue() && connection.buffered().empty() && !connection.send(std::string(kContinue))) return drop(held);
  held.job = std::move(job);
  enter(held, Phase::body, patience_.body);
}

void Front::hand_over(Held& held, Job job) {
  const int socket = held.connection->socket();
  watch(epoll_, EPOLL_CTL_DEL, socket, 0);
  job.connection = std::move(held.connection);
  if (calls_.hand_over(job)) {
    ++lent_;
    held_.erase(socket);
    return;
  }
  held.connection = std::move(job.connection);
  held.listened = 0;
  watch(epoll_, EPOLL_CTL_ADD, socket, 0);
  const bool streams = job.kind == Kind::streams;
  refuse(held,
         {503, streams ? "As many exports as there may be are under way. Try again." : "Too many requests are waiting. Try again.", 1},
         job.client);
}

void Front::refuse(Held& held, const Refusal& refusal, const std::string& client) {
  if (held.connection->shaking_hands()) return drop(held);  // what would be sent waits for its handshake
  calls_.refuse(*held.connection, refusal, client);
  settle(held, true);
}

/// What comes behind an answer: the rest of it, the end, or the next request.
void Front::settle(Held& held, bool ends) {
  held.ends = ends;
  if (held.connection->kept() > 0) {
    held.pace = Pace(patience_.write);
    enter(held, Phase::writing, patience_.write);
    std::size_t kept = 0;
    Held* slowest = &held;
    for (auto& [socket, other] : held_) {
      kept += other.connection->kept();
      if (other.phase == Phase::writing && other.deadline < slowest->deadline) slowest = &other;
    }
    if (kept > kMostKept) drop(*slowest);
  } else if (ends) {
    held.connection->end();
    held.discarded = 0;
    enter(held, Phase::ending, kEnding);
  } else {
    enter(held, Phase::idle, stopping_ ? kGrace : patience_.idle);
    if (!held.connection->buffered().empty()) advance(held);
  }
}

void Front::write_more(Held& held) {
  const auto now = Clock::now();
  const std::size_t before = held.connection->kept();
  if (!held.connection->send_kept()) return drop(held);
  held.pace.waited(now - held.since);
  held.pace.moved(before - held.connection->kept());
  if (held.connection->kept() == 0) return settle(held, held.ends);
  held.since = now;
  held.deadline = now + held.pace.left();
}

void Front::discard(Held& held) {
  const Connection::Received received = held.connection->receive();
  held.discarded += held.connection->buffered().size();
  held.connection->consume(held.connection->buffered().size());
  if (received == Connection::Received::end || held.discarded > kMostDiscarded) drop(held);
}

void Front::drop(Held& held) {
  const int socket = held.connection->socket();
  const auto counted = by_address_.find(client_key(held.connection->peer()));
  if (counted != by_address_.end() && --counted->second == 0) by_address_.erase(counted);
  held_.erase(socket);  // and closes it, which takes it out of epoll's set
}

void Front::sweep() {
  const auto now = Clock::now();
  next_sweep_ = now + kSweep;
  if (!listening_ && now >= listen_again_) {
    listening_ = true;
    watch(epoll_, EPOLL_CTL_ADD, listener_.descriptor(), EPOLLIN);
  }
  std::vector<int> late;
  for (const auto& [socket, held] : held_) {
    if (held.deadline <= now) late.push_back(socket);
  }
  for (const int socket : late) {
    if (const auto found = held_.find(socket); found != held_.end()) expire(found->second);
  }
}

void Front::expire(Held& held) {
  if (held.phase == Phase::head) return refuse(held, {408, "The request's head took too long to arrive."}, held.connection->peer());
  if (held.phase == Phase::body) return refuse(held, {408, "The body took too long to arrive."}, held.job.client);
  drop(held);
}

}  // namespace backfile::http
