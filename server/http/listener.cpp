// bind, listen, accept.
#include "server/http/listener.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
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
    close(socket);
    return tl::unexpected<Error>(cannot_listen(address, error));
  }
  const std::uint16_t port =
      ntohs(family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(name)->sin6_port : reinterpret_cast<sockaddr_in*>(name)->sin_port);
  return std::unique_ptr<Listener>(new Listener(socket, port));
}

Listener::~Listener() {
  if (socket_ >= 0) close(socket_);
}

bool Listener::accept_one(const std::function<void(int)>& take) {
  const int socket = accept4(socket_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (socket >= 0) {
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // without it an answer waits 40 ms for the client's acknowledgement
    take(socket);
    return true;
  }
  if (errno == EAGAIN) return false;
  // The connection in question stays in the queue, so asking again at once would only burn the processor.
  const bool short_of_something = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
  if (short_of_something) usleep(20'000);
  return !short_of_something;
}

void Listener::accept_until(const Signal& stopping, const std::function<void(int)>& take) {
  pollfd wait[] = {{socket_, POLLIN, 0}, {stopping.descriptor(), POLLIN, 0}};
  while (!wait[1].revents) {
    if (poll(wait, 2, -1) < 0) wait[0].revents = wait[1].revents = 0;  // interrupted
    if (wait[0].revents) accept_one(take);
  }
  // Clients may go on connecting: no more than can have been in line at that moment.
  for (int left = SOMAXCONN; left > 0 && accept_one(take); --left) {
  }
  close(socket_);
  socket_ = -1;
}

}  // namespace backfile::http
