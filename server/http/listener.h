// The listening socket.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "config/address.h"
#include "indexer/errors/error.h"

namespace backfile::http {

struct Accepted {
  int socket = -1;         // nobody was there
  std::string peer;        // address of the other end, numeric
  bool exhausted = false;  // somebody is, but descriptors or memory are short
};

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

  /// To be polled for reading: somebody has connected.
  int descriptor() const { return socket_; }

  /// The next connection, non-blocking and with TCP_NODELAY. No error of accept() is one of the listener's.
  Accepted accept();
  /// How many can have connected without being accepted.
  int longest_line() const;
  /// Refuses whoever connects from now on.
  void close();

 private:
  Listener(int socket, std::uint16_t port) : socket_(socket), port_(port) {}
  int socket_;
  std::uint16_t port_;
};

}  // namespace backfile::http
