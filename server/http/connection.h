// One client's connection: bytes in and out of a socket, each step with a deadline for the whole of it, not for every byte.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "server/http/head.h"
#include "server/http/pace.h"
#include "server/http/signals.h"

namespace backfile::http {

struct Patience {
  std::chrono::milliseconds idle{15000};   // until the first byte of a request
  std::chrono::milliseconds head{5000};    // from its first byte to the end of its head
  std::chrono::milliseconds write{20000};  // for a client that takes nothing of its answer (see Pace)
  std::chrono::milliseconds body{10000};   // for a client that sends nothing of its body
};

/// Owns the socket. Used by one thread.
class Connection {
 public:
  /// socket: connected and non-blocking.
  explicit Connection(int socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  enum class Arrived { head, nothing, problem };

  /// The next head, `head` or why not, `problem`. Nothing: the client left, was idle for too long, or others need this thread while it is
  /// idle. Once `stopping` is raised only a request that is already on its way is waited for.
  Arrived read_head(const Patience& patience, const Signal& stopping, const Signal& wanted, Head& head, Refusal& problem);

  /// What was received and not yet used; valid until receive(). consume() takes from its front.
  std::string_view buffered() const { return std::string_view(buffer_).substr(used_); }
  void consume(std::size_t bytes) { used_ += bytes; }

  enum class Received { bytes, end, too_slow };
  /// Waits for more bytes and adds them to the buffer.
  Received receive(Pace& pace);

  /// All of it, or false: the client left or takes too little.
  bool write_all(std::string_view bytes, Pace& pace);

  /// Ends our side and takes what the client still sends for a moment, so that it can read our answer before its connection is reset.
  void close_gently();

  int socket() const { return socket_; }
  /// Numeric address and port of the other end and of ours.
  void remote(std::string& address, int& port) const;
  void local(std::string& address, int& port) const;

 private:
  bool fill();  // reads what is there; false where the client left
  int socket_;
  std::string buffer_;
  std::size_t used_ = 0;  // bytes of the buffer
};

}  // namespace backfile::http
