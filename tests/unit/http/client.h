// A server with a handler of the test's own on a free port, and a client that sends it whatever bytes a test wants.
#pragma once
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <string>

#include "server/http/server.h"

namespace backfile::tests {

/// Nothing here takes longer than a second or two.
inline http::ServerOptions quick_options() {
  http::ServerOptions options;
  options.address = {"127.0.0.1", 0};
  options.workers = 4;
  options.patience = {std::chrono::milliseconds(2000), std::chrono::milliseconds(400), std::chrono::milliseconds(400),
                      std::chrono::milliseconds(300)};
  return options;
}

/// Routes by convention: POST reads a body, /stream… streams, /search… searches, /probe is one.
inline http::Kind kind_by_name(const http::Head& head) {
  if (head.method == "POST") return head.target == "/small" ? http::Kind::small_body : http::Kind::reads_body;
  if (head.target.rfind("/stream", 0) == 0) return http::Kind::streams;
  if (head.target.rfind("/search", 0) == 0) return http::Kind::searches;
  return head.target == "/probe" ? http::Kind::probe : http::Kind::plain;
}

struct Running {
  std::unique_ptr<http::Server> server;
  std::atomic<int> logged{0};
  explicit Running(http::Handler handler, const http::ServerOptions& options = quick_options()) {
    auto opened = http::Server::open(options, std::move(handler), kind_by_name, [this](const http::Exchanged&) { ++logged; });
    REQUIRE(opened);
    server = std::move(*opened);
    server->start();
  }
};

/// A client with a raw socket.
class Client {
 public:
  explicit Client(const Running& running) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(running.server->port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval limit{5, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    REQUIRE(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  ~Client() { close(socket_); }

  void send(const std::string& bytes) { ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  /// Until `end` has come, or the other side closed.
  std::string receive(const std::string& end) {
    std::string text;
    char bytes[4096];
    while (text.find(end) == std::string::npos || end.empty()) {
      const ssize_t count = recv(socket_, bytes, sizeof bytes, 0);
      if (count <= 0) break;
      text.append(bytes, static_cast<std::size_t>(count));
    }
    return text;
  }
  std::string all() { return receive(""); }

 private:
  int socket_;
};

inline const std::string kHost = " HTTP/1.1\r\nHost: x\r\n";
inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace backfile::tests
