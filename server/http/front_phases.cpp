// A connection's phases in the front: from bytes to requests, and what comes behind an answer. Every phase has a deadline for the whole of
// it.
#include <algorithm>

#include "server/http/client_address.h"
#include "server/http/front.h"

namespace backfile::http {
namespace {

using std::chrono::milliseconds;

/// A small body is gathered before its request is handed over; larger ones are read by whoever asked for them, as they come.
constexpr std::size_t kSmallBody = 64u << 10;
/// Answers that slow readers have not yet taken, together. Beyond it the slowest reader is given up.
constexpr std::size_t kMostKept = 64u << 20;
/// Why an answered connection is not closed at once: a client that still sends would be reset and never see its answer.
constexpr milliseconds kEnding{500};
constexpr std::size_t kMostDiscarded = 1u << 20;

}  // namespace

void Front::enter(Held& held, Phase phase, milliseconds patience) {
  held.phase = phase;
  held.since = Clock::now();
  held.deadline = held.since + patience;
}

void Front::ready(int socket) {
  const auto found = held_.find(socket);
  if (found == held_.end()) return;
  Held& held = found->second;
  switch (held.phase) {
    case Phase::idle:
    case Phase::head:
    case Phase::body:
      return received(held, held.connection->receive());
    case Phase::writing:
      return write_more(held);
    case Phase::ending:
      return discard(held);
  }
}

void Front::received(Held& held, Connection::Received received) {
  switch (received) {
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
  job.connection = std::move(held.connection);
  if (calls_.is_ordinary(job) ? line_.add(job, free_) : calls_.hand_over(job)) {
    ++lent_;
    held_.erase(socket);
    return;
  }
  held.connection = std::move(job.connection);
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

void Front::expire(Held& held) {
  if (held.phase == Phase::head) return refuse(held, {408, "The request's head took too long to arrive."}, held.connection->peer());
  if (held.phase == Phase::body) return refuse(held, {408, "The body took too long to arrive."}, held.job.client);
  drop(held);
}

}  // namespace backfile::http
