// OpenSSL 3.
#include "server/http/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <new>

namespace backfile::http {

Result<std::shared_ptr<const Tls>> Tls::load(const std::string& certificate, const std::string& key) {
  if (certificate.empty() || key.empty()) return fail(Code::invalid, "tls_cert and tls_key go together: give both or neither", "tls_cert");
  std::shared_ptr<Tls> tls(new Tls(SSL_CTX_new(TLS_server_method())));
  if (!tls->context_) throw std::bad_alloc();
  SSL_CTX* context = tls->context_;
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  const bool certified = SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) == 1;
  const bool keyed = certified && SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) == 1;
  ERR_clear_error();
  if (!certified) return fail(Code::io, "the certificate " + certificate + " cannot be read as PEM", "tls_cert");
  if (!keyed) return fail(Code::io, "the key " + key + " cannot be read as PEM, or is not that of the certificate", "tls_key");
  return tls;
}

Tls::~Tls() { SSL_CTX_free(context_); }

TlsSession::TlsSession(const Tls& tls, int socket) : session_(SSL_new(tls.context_)) {
  if (!session_ || SSL_set_fd(session_, socket) != 1) throw std::bad_alloc();
  SSL_set_accept_state(session_);
}

TlsSession::~TlsSession() { SSL_free(session_); }

ssize_t TlsSession::result_of(int result) {
  if (result > 0) return result;
  switch (SSL_get_error(session_, result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
      errno = EAGAIN;
      return -1;
    case SSL_ERROR_ZERO_RETURN:
      return 0;
    default:
      broken_ = true;  // OpenSSL forbids further calls, shutting down too
      ERR_clear_error();
      errno = ECONNRESET;
      return -1;
  }
}

ssize_t TlsSession::read(char* to, std::size_t size) {
  ERR_clear_error();
  return result_of(SSL_read(session_, to, static_cast<int>(std::min<std::size_t>(size, INT_MAX))));
}

ssize_t TlsSession::write(const char* from, std::size_t size) {
  ERR_clear_error();
  return result_of(SSL_write(session_, from, static_cast<int>(std::min<std::size_t>(size, INT_MAX))));
}

bool TlsSession::shaking_hands() const { return !SSL_is_init_finished(session_); }

void TlsSession::end() {
  ERR_clear_error();
  if (!broken_ && !shaking_hands()) SSL_shutdown(session_);
  ERR_clear_error();
}

}  // namespace backfile::http
