// Socket input and output by poll(), never longer than the step's deadline.
#include "server/http/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace backfile::http {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

int milliseconds_until(Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<long long>(left, 0, 3'600'000));
}

/// Whether the socket is ready before the deadline.
bool await(int socket, short events, Clock::time_point deadline) {
  pollfd wait{socket, events, 0};
  for (;;) {
    const int ready = poll(&wait, 1, milliseconds_until(deadline));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

/// The same within what is left of a peer's credit.
bool await(int socket, short events, Pace& pace) {
  const auto begun = Clock::now();
  const bool ready = await(socket, events, begun + pace.left());
  pace.waited(Clock::now() - begun);
  return ready;
}

void name_of(const sockaddr_storage& storage, std::string& address, int& port) {
  char text[INET6_ADDRSTRLEN] = "";
  if (storage.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(storage);
    inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
    port = ntohs(v4.sin_port);
  } else if (storage.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(storage);
    inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
    port = ntohs(v6.sin6_port);
  }
  address = text;
}

}  // namespace

Connection::Connection(int socket) : socket_(socket) {}
Connection::~Connection() { close(socket_); }

bool Connection::fill() {
  buffer_.erase(0, std::exchange(used_, 0));
  char bytes[16384];
  const ssize_t count = recv(socket_, bytes, sizeof bytes, 0);
  if (count > 0) buffer_.append(bytes, static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

Connection::Arrived Connection::read_head(const Patience& patience, const Signal& stopping, const Signal& wanted, Head& head,
                                          Refusal& problem) {
  // A client between two requests is left alone for this long before its thread may be given to another connection, and gets as long
  // to send what it may have begun when the server stops.
  constexpr milliseconds kGrace{100};
  const auto begun = Clock::now();
  Clock::time_point deadline = begun + patience.idle;
  bool told_to_stop = false;
  while (buffered().empty()) {
    const bool fresh = Clock::now() < begun + kGrace;
    pollfd wait[] = {
        {socket_, POLLIN, 0}, {told_to_stop ? -1 : stopping.descriptor(), POLLIN, 0}, {fresh ? -1 : wanted.descriptor(), POLLIN, 0}};
    const auto until = fresh ? std::min(deadline, begun + kGrace) : deadline;
    const int ready = poll(wait, 3, milliseconds_until(until) + 1);
    if (ready < 0 && errno != EINTR) return Arrived::nothing;
    if (ready > 0 && wait[0].revents) {
      if (!fill()) return Arrived::nothing;
      continue;
    }
    if (ready > 0 && wait[1].revents) {
      told_to_stop = true;
      deadline = std::min(deadline, Clock::now() + kGrace);
    }
    if (ready > 0 && wait[2].revents && wanted.take()) return Arrived::nothing;
    if (Clock::now() >= deadline) return Arrived::nothing;
  }
  deadline = Clock::now() + patience.head;
  buffer_.erase(0, std::exchange(used_, 0));
  // A blank line before a request is passed over (RFC 9112, 2.2), as often as it comes.
  for (std::size_t size = 0;;) {
    buffer_.erase(0, buffer_.find_first_not_of("\r\n"));
    if (size = head_size(buffer_); size) {
      problem = parse_head(std::string_view(buffer_).substr(0, size), head);
      buffer_.erase(0, size);
      return problem.status ? Arrived::problem : Arrived::head;
    }
    if (problem = too_large(buffer_); problem.status) return Arrived::problem;
    if (!await(socket_, POLLIN, deadline)) {
      problem = {408, "The request's head took too long to arrive."};
      return Arrived::problem;
    }
    if (!fill()) return Arrived::nothing;
  }
}

Connection::Received Connection::receive(Pace& pace) {
  const std::size_t before = buffered().size();
  for (;;) {
    if (!await(socket_, POLLIN, pace)) return Received::too_slow;
    if (!fill()) return Received::end;
    pace.moved(buffered().size() - before);
    if (buffered().size() > before) return Received::bytes;
  }
}

bool Connection::write_all(std::string_view bytes, Pace& pace) {
  while (!bytes.empty()) {
    const ssize_t count = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
      pace.moved(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {
      if (!await(socket_, POLLOUT, pace)) return false;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

void Connection::close_gently() {
  constexpr std::size_t kMost = 1u << 20;
  shutdown(socket_, SHUT_WR);
  const auto deadline = Clock::now() + milliseconds(500);
  char bytes[16384];
  for (std::size_t taken = 0; taken < kMost && await(socket_, POLLIN, deadline);) {
    const ssize_t count = recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0 && !(count < 0 && errno == EINTR)) return;
    if (count > 0) taken += static_cast<std::size_t>(count);
  }
}

void Connection::remote(std::string& address, int& port) const {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  getpeername(socket_, reinterpret_cast<sockaddr*>(&storage), &size);
  name_of(storage, address, port);
}

void Connection::local(std::string& address, int& port) const {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  getsockname(socket_, reinterpret_cast<sockaddr*>(&storage), &size);
  name_of(storage, address, port);
}

}  // namespace backfile::http
