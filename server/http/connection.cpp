// Socket input and output; where it waits, by poll() and never longer than the peer's credit.
#include "server/http/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace backfile::http {
namespace {

using Clock = std::chrono::steady_clock;

/// Whether the socket is ready within what is left of the peer's credit.
bool await(int socket, short events, Pace& pace) {
  pollfd wait{socket, events, 0};
  for (;;) {
    const auto begun = Clock::now();
    const int ready = poll(&wait, 1, static_cast<int>(pace.left().count()));
    pace.waited(Clock::now() - begun);
    if (ready >= 0 || errno != EINTR) return ready > 0;
  }
}

bool would_wait(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

}  // namespace

Connection::Connection(int socket, std::string peer, std::unique_ptr<TlsSession> tls)
    : socket_(socket), peer_(std::move(peer)), tls_(std::move(tls)) {}
Connection::~Connection() { close(socket_); }

ssize_t Connection::take(char* to, std::size_t size) { return tls_ ? tls_->read(to, size) : recv(socket_, to, size, 0); }

ssize_t Connection::put(std::string_view bytes) {
  return tls_ ? tls_->write(bytes.data(), bytes.size()) : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

Connection::Received Connection::receive() {
  buffer_.erase(0, std::exchange(used_, 0));
  if (buffer_.empty()) buffer_ = std::string();  // nor is the memory of a large request
  char bytes[16384];                             // a TLS record at its largest: nothing stays behind where poll() does not see it
  const ssize_t count = take(bytes, sizeof bytes);
  if (count < 0 && would_wait(errno)) return Received::nothing;
  if (count <= 0) return Received::end;
  buffer_.append(bytes, static_cast<std::size_t>(count));
  return Received::bytes;
}

Connection::Received Connection::receive(Pace& pace) {
  const std::size_t before = buffered().size();
  for (;;) {
    if (!await(socket_, POLLIN, pace)) return Received::too_slow;
    const Received received = receive();
    if (received == Received::nothing) continue;
    pace.moved(buffered().size() - before);
    return received;
  }
}

bool Connection::send(std::string bytes) {
  if (kept() == 0) {
    kept_ = std::move(bytes);
    sent_ = 0;
  } else {
    kept_ += bytes;
  }
  return send_kept();
}

bool Connection::send_kept() {
  while (kept() > 0) {
    const ssize_t count = put(std::string_view(kept_).substr(sent_));
    if (count < 0 && would_wait(errno)) return true;
    if (count <= 0) return false;
    sent_ += static_cast<std::size_t>(count);
  }
  // The memory of a large answer is not held by a connection that may be idle for long.
  kept_ = std::string();
  sent_ = 0;
  return true;
}

bool Connection::write_all(std::string_view bytes, Pace& pace) {
  while (!bytes.empty()) {
    const ssize_t count = put(bytes);
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
      pace.moved(static_cast<std::size_t>(count));
    } else if (!would_wait(errno) || !await(socket_, POLLOUT, pace)) {
      return false;
    }
  }
  return true;
}

void Connection::end() {
  if (tls_) tls_->end();
  shutdown(socket_, SHUT_WR);
}

}  // namespace backfile::http
