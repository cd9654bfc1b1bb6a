// The listening socket.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>

#include "config/address.h"
#include "server/http/signals.h"

namespace backfile::http {

class Listener {
 public:
  /// Binds and listens. Code::invalid for an address that is none of this machine's, Code::io for a port in use; one sentence each.
  /// A host name is looked up; IPv4 is preferred where it has both. A second server on the same port fails: no SO_REUSEPORT.
  static Result<std::unique_ptr<Listener>> open(const config::Address& address);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// The real port, where 0 was asked for too.
  std::uint16_t port() const { return port_; }

  /// Hands every accepted socket (non-blocking, TCP_NODELAY) to `take`, until `stopping`; then those that had already connected, and
  /// stops listening. No error of accept() ends it: it waits a moment where descriptors or memory are short.
  void accept_until(const Signal& stopping, const std::function<void(int socket)>& take);

 private:
  Listener(int socket, std::uint16_t port) : socket_(socket), port_(port) {}
  bool accept_one(const std::function<void(int socket)>& take);  // false: nobody is there
  int socket_;
  std::uint16_t port_;
};

}  // namespace backfile::http
