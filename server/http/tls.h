// TLS in the front, for who has no proxy that does it: OpenSSL over sockets of ours.
#pragma once
#include <memory>
#include <string>

#include "indexer/errors/error.h"

typedef struct ssl_st SSL;          // OpenSSL's
typedef struct ssl_ctx_st SSL_CTX;  // OpenSSL's

namespace backfile::http {

/// A certificate with its key; TLS 1.2 and 1.3. Any thread may use it.
class Tls {
 public:
  /// PEM files; certificate: with the chain up to the root. Code::invalid or Code::io with what is wrong with them.
  static Result<std::shared_ptr<const Tls>> load(const std::string& certificate, const std::string& key);
  ~Tls();
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;

 private:
  friend class TlsSession;
  explicit Tls(SSL_CTX* context) : context_(context) {}
  SSL_CTX* context_;
};

/// One connection's. Used by one thread at a time.
class TlsSession {
 public:
  /// socket: non-blocking, not owned. The handshake takes place within the first calls of read().
  TlsSession(const Tls& tls, int socket);
  ~TlsSession();
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  /// As recv() and send() on a non-blocking socket: with -1 and EAGAIN it goes on when the socket is ready; 0 from read(): the end.
  ssize_t read(char* to, std::size_t size);
  ssize_t write(const char* from, std::size_t size);
  /// The other side has not yet shown that it speaks TLS, and nothing can be sent to it.
  bool shaking_hands() const;
  /// Tells the other side that nothing more comes.
  void end();

 private:
  ssize_t result_of(int result);
  SSL* session_;
  bool broken_ = false;
};

}  // namespace backfile::http
