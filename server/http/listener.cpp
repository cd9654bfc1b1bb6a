// bind, listen, accept.
#include "server/http/listener.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace backfile::http {
namespace {

struct Found {
  sockaddr_storage address{};
  socklen_t size = 0;
};

Result<Found> look_up(const config::Address& address) {
  // IPv4 first: "localhost" is expected to answer at 127.0.0.1.
  for (const int family : {AF_INET, AF_INET6}) {
    addrinfo hints{};
    hints.ai_family = family;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    if (getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &list) != 0) continue;
    Found found;
    found.size = list->ai_addrlen;
    std::memcpy(&found.address, list->ai_addr, list->ai_addrlen);
    freeaddrinfo(list);
    return found;
  }
  return fail(Code::invalid, "cannot listen: '" + address.host + "' is neither an address nor a known host name", "listen");
}

Error cannot_listen(const config::Address& address, int error) {
  const std::string where = "cannot listen on " + address.host + " port " + std::to_string(address.port) + ": ";
  switch (error) {
    case EADDRINUSE:
      return {Code::io, where + "another program already does; stop it, or choose another port with --listen", "listen"};
    case EADDRNOTAVAIL:
      return {Code::invalid, where + "this machine has no such address", "listen"};
    case EACCES:
      return {Code::io, where + "ports below 1024 need more rights; choose another with --listen", "listen"};
    default:
      return {Code::io, where + std::strerror(error), "listen"};
  }
}

/// IPv4 addresses in IPv6's form are given in their own.
std::string numeric(const sockaddr_storage& storage) {
  char text[INET6_ADDRSTRLEN] = "";
  if (storage.ss_family == AF_INET) inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(storage).sin_addr, text, sizeof text);
  if (storage.ss_family == AF_INET6) inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(storage).sin6_addr, text, sizeof text);
  constexpr std::string_view kMapped = "::ffff:";
  const std::string_view address = text;
  const bool mapped = address.rfind(kMapped, 0) == 0 && address.find('.') != std::string_view::npos;
  return std::string(mapped ? address.substr(kMapped.size()) : address);
}

}  // namespace

Result<std::unique_ptr<Listener>> Listener::open(const config::Address& address) {
  auto found = look_up(address);
  if (!found) return tl::unexpected<Error>(found.error());
  const int family = found->address.ss_family;
  const int socket = ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket < 0) return tl::unexpected<Error>(cannot_listen(address, errno));
  const int on = 1, off = 0;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);  // so that a restart need not wait for old connections to time out
  if (family == AF_INET6) setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  auto* name = reinterpret_cast<sockaddr*>(&found->address);
  if (bind(socket, name, found->size) != 0 || listen(socket, SOMAXCONN) != 0 || getsockname(socket, name, &found->size) != 0) {
    const int error = errno;
    ::close(socket);
    return tl::unexpected<Error>(cannot_listen(address, error));
  }
  const std::uint16_t port =
      ntohs(family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(name)->sin6_port : reinterpret_cast<sockaddr_in*>(name)->sin_port);
  return std::unique_ptr<Listener>(new Listener(socket, port));
}

Listener::~Listener() { close(); }

void Listener::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

int Listener::longest_line() const { return SOMAXCONN; }

Accepted Listener::accept() {
  for (;;) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    Accepted accepted;
    accepted.socket = accept4(socket_, reinterpret_cast<sockaddr*>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (accepted.socket >= 0) {
      const int on = 1;
      setsockopt(accepted.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // or an answer waits 40 ms for the client's acknowledgement
      accepted.peer = numeric(peer);
      return accepted;
    }
    accepted.exhausted = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    // Everything else concerns one client that has left already.
    if (accepted.exhausted || errno == EAGAIN || errno == EBADF || errno == EINVAL) return accepted;
  }
}

}  // namespace backfile::http
