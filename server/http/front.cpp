// Who waits for what, by two epolls. A handshake of TLS costs a signature, several milliseconds with a long RSA key: of those that are
// ready, one a round is gone on with, after everything else, and nobody waits for it.
#include "server/http/front.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include "server/http/client_address.h"

namespace backfile::http {
namespace {

using std::chrono::milliseconds;

/// How exact deadlines are.
constexpr milliseconds kSweep{100};

/// Within such a time a client that is alone has read an answer and sent its next question, and a thread that sleeps takes about as long to
/// be awake: measured, 4 to 10 more answers of a hundred to one client, to eight as many as before.
constexpr std::chrono::microseconds kWatchful{100};

bool watch(int epoll, int operation, int descriptor, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = descriptor;
  return epoll_ctl(epoll, operation, descriptor, &event) == 0;
}

int new_epoll() {
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  return epoll;
}

}  // namespace

Front::Front(Listener& listener, const FrontLimits& limits, const Patience& patience, Line line, Calls calls)
    : listener_(listener),
      patience_(patience),
      calls_(std::move(calls)),
      own_(new_epoll()),
      requests_(new_epoll()),
      limits_(limits),
      rate_limit_(limits.requests_per_second, limits.request_burst),
      line_(std::move(line)) {
  watch(own_, EPOLL_CTL_ADD, listener_.descriptor(), EPOLLIN);
  watch(own_, EPOLL_CTL_ADD, wake_.descriptor(), EPOLLIN);
  watch(own_, EPOLL_CTL_ADD, requests_, EPOLLIN);
  watch(requests_, EPOLL_CTL_ADD, lined_up_.descriptor(), EPOLLIN);
}

Front::~Front() {
  close(own_);
  close(requests_);
}

void Front::run(const Signal& stopping) {
  watch(own_, EPOLL_CTL_ADD, stopping.descriptor(), EPOLLIN);
  std::unique_lock lock(mutex_);
  while (!stopping_ || !held_.empty() || lent_ > 0) {
    epoll_event events[256];
    const bool waiting = !held_.empty() || lent_ > 0 || !listening_;
    int handshake = -1;
    lock.unlock();
    const int count = epoll_wait(own_, events, std::size(events), waiting ? static_cast<int>(kSweep.count()) : -1);
    lock.lock();
    for (int i = 0; i < count; ++i) {
      const int descriptor = events[i].data.fd;
      if (descriptor == listener_.descriptor()) {
        accept_some();
      } else if (descriptor == wake_.descriptor()) {
        wake_.lower();
      } else if (descriptor == requests_) {
        take_requests();
      } else if (descriptor == stopping.descriptor()) {
        watch(own_, EPOLL_CTL_DEL, descriptor, 0);
        begin_to_stop();
      } else if (handshake < 0) {
        handshake = descriptor;  // the others are told of again
      }
    }
    if (handshake >= 0) shake_hands(handshake, lock);
    if (Clock::now() >= next_sweep_) sweep();
  }
  closed_ = true;
  lined_up_.raise();
}

void Front::work(const std::function<void(Job)>& serve) {
  std::unique_lock lock(mutex_);
  ++free_;
  for (bool has_answered = false;;) {
    if (line_.has_next()) {
      Job job = line_.next();
      const Kind kind = job.kind;
      --free_;
      tell_the_idle();
      lock.unlock();
      serve(std::move(job));
      lock.lock();
      ++free_;
      line_.ended(kind);
      has_answered = true;
      continue;
    }
    if (closed_) return;
    if (idle_++ == 0) let_front_take_requests(false);
    lock.unlock();
    const int descriptor = wait_for_request(std::exchange(has_answered, false));
    lock.lock();
    if (--idle_ == 0) let_front_take_requests(true);
    if (descriptor >= 0) handle(descriptor);
  }
}

// What is ready, or -1. One thread looks again and again for a moment before it falls asleep: who has just got an answer often asks next.
// Never for less than an answer, or clients that drip would cost a processor.
int Front::wait_for_request(bool has_answered) {
  epoll_event event{};
  if (has_answered && !watchful_.exchange(true)) {
    int count = 0;
    for (const auto until = Clock::now() + kWatchful; count == 0 && Clock::now() < until; std::this_thread::yield())
      count = epoll_wait(requests_, &event, 1, 0);
    watchful_ = false;
    if (count > 0) return event.data.fd;
  }
  return epoll_wait(requests_, &event, 1, -1) > 0 ? event.data.fd : -1;
}

void Front::tell_the_idle() {
  if (line_.has_next() && idle_ > 0) lined_up_.raise();
}

void Front::let_front_take_requests(bool takes) { watch(own_, EPOLL_CTL_MOD, requests_, takes ? std::uint32_t{EPOLLIN} : 0); }

void Front::take_requests() {
  if (idle_ > 0) return;  // since a moment ago
  epoll_event events[64];
  const int count = epoll_wait(requests_, events, std::size(events), 0);
  for (int i = 0; i < count; ++i) handle(events[i].data.fd);
}

void Front::handle(int descriptor) {
  if (descriptor == lined_up_.descriptor()) {
    if (!closed_) lined_up_.lower();  // whoever is told looks at the line next, as everybody does before being idle
    return;
  }
  ready(descriptor);
  arm(descriptor);
}

void Front::give_back(std::unique_ptr<Connection> connection, bool ends) {
  const std::lock_guard lock(mutex_);
  --lent_;
  const int socket = connection->socket();
  Held& held = held_[socket];
  held.connection = std::move(connection);
  settle(held, ends);
  arm(socket);
  tell_the_idle();
  if (stopping_) wake_.raise();
}

void Front::set_limits(const FrontLimits& limits) {
  const std::lock_guard lock(mutex_);
  limits_ = limits;
  rate_limit_ = RateLimit(limits_.requests_per_second, limits_.request_burst);
}

void Front::accept_some() {
  constexpr int kAtOnce = 64;
  for (int i = 0; i < kAtOnce; ++i) {
    Accepted accepted = listener_.accept();
    if (accepted.socket >= 0) {
      const int socket = accepted.socket;
      admit(std::move(accepted));
      arm(socket);
      continue;
    }
    // Asking again at once would only burn the processor: the client in question stays in line.
    if (accepted.exhausted && !make_room()) {
      listening_ = false;
      listen_again_ = Clock::now() + kSweep;
      watch(own_, EPOLL_CTL_DEL, listener_.descriptor(), 0);
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
    const int socket = accepted.socket;
    admit(std::move(accepted));
    arm(socket);
  }
  if (listening_) watch(own_, EPOLL_CTL_DEL, listener_.descriptor(), 0);
  listening_ = true;  // never to be taken up again
  listener_.close();
  const auto soon = Clock::now() + kGrace;
  for (auto& [socket, held] : held_) {
    if (held.phase == Phase::idle) held.deadline = std::min(held.deadline, soon);
  }
}

// What comes next of the connection, if it is still held, is told once, to one thread; of one that shakes hands to the front's own.
void Front::arm(int socket) {
  const auto found = held_.find(socket);
  if (found == held_.end()) return;
  if (found->second.connection->shaking_hands()) {
    watch(own_, EPOLL_CTL_ADD, socket, EPOLLIN);
    return;
  }
  const std::uint32_t events = (found->second.phase == Phase::writing ? EPOLLOUT : EPOLLIN) | EPOLLONESHOT;
  if (!watch(requests_, EPOLL_CTL_MOD, socket, events) && errno == ENOENT) watch(requests_, EPOLL_CTL_ADD, socket, events);
}

// As if somebody worked for the connection.
void Front::shake_hands(int socket, std::unique_lock<std::mutex>& lock) {
  watch(own_, EPOLL_CTL_DEL, socket, 0);
  auto held = held_.extract(socket);
  if (held.empty()) return;
  ++lent_;
  lock.unlock();
  const Connection::Received got = held.mapped().connection->receive();
  lock.lock();
  --lent_;
  received(held_.insert(std::move(held)).position->second, got);
  arm(socket);
  tell_the_idle();
}

void Front::sweep() {
  const auto now = Clock::now();
  next_sweep_ = now + kSweep;
  if (!listening_ && now >= listen_again_) {
    listening_ = true;
    watch(own_, EPOLL_CTL_ADD, listener_.descriptor(), EPOLLIN);
  }
  std::vector<int> late;
  for (const auto& [socket, held] : held_) {
    if (held.deadline <= now) late.push_back(socket);
  }
  for (const int socket : late) {
    if (const auto found = held_.find(socket); found != held_.end()) expire(found->second);
    arm(socket);
  }
}

}  // namespace backfile::http
