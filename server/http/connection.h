// One client's connection: bytes in and out of a socket. It belongs to one thread at a time: to the front while it is idle, sends a head or
// takes an answer, to a worker while a request is answered.
#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/head.h"
#include "server/http/pace.h"
#include "server/http/tls.h"

namespace backfile::http {

struct Patience {
  std::chrono::milliseconds idle{15000};   // until the first byte of a request
  std::chrono::milliseconds head{5000};    // from its first byte to the end of its head
  std::chrono::milliseconds write{20000};  // for a client that takes nothing of its answer (see Pace)
  std::chrono::milliseconds body{10000};   // for a client that sends nothing of its body
};

/// Owns the socket.
class Connection {
 public:
  /// socket: connected and non-blocking. peer: the other end's address, numeric. tls: null for plain HTTP; else all is sent and received
  /// through it.
  Connection(int socket, std::string peer, std::unique_ptr<TlsSession> tls = nullptr);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int socket() const { return socket_; }
  const std::string& peer() const { return peer_; }
  bool shaking_hands() const { return tls_ && tls_->shaking_hands(); }

  /// What was received and not yet used; valid until more is. consume() takes from its front.
  std::string_view buffered() const { return std::string_view(buffer_).substr(used_); }
  void consume(std::size_t bytes) { used_ += bytes; }

  enum class Received { bytes, nothing, end, too_slow };
  /// Adds what is there to the buffer, without waiting.
  Received receive();
  /// The same, but waits for some. Never `nothing`.
  Received receive(Pace& pace);

  /// Sends what the socket takes at once and keeps the rest for send_kept(). False: the client left.
  bool send(std::string bytes);
  bool send_kept();
  /// How much is kept.
  std::size_t kept() const { return kept_.size() - sent_; }

  /// All of it, waiting for the client, or false: it left or takes too little.
  bool write_all(std::string_view bytes, Pace& pace);

  /// Ends our side, so that the client knows that nothing more comes.
  void end();

 private:
  ssize_t take(char* to, std::size_t size);
  ssize_t put(std::string_view bytes);
  const int socket_;
  const std::string peer_;
  const std::unique_ptr<TlsSession> tls_;
  std::string buffer_;
  std::size_t used_ = 0;  // bytes of the buffer
  std::string kept_;      // to be sent, from sent_ on
  std::size_t sent_ = 0;
};

}  // namespace backfile::http
