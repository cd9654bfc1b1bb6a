// The head of a request: request line and headers, checked strictly before anything else looks at them.
#pragma once
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace backfile::http {

/// The library behind us takes lines of up to 8,192 bytes; a head beyond these is an attack or an accident.
inline constexpr std::size_t kMaxRequestLine = 8000, kMaxHead = 32u << 10, kMaxHeaderLine = 8000, kMaxHeaders = 100;

/// What asks a client for the body that it holds back.
inline constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

struct Head {
  std::string method, target;
  bool http_1_0 = false;
  Headers headers;  // names in lower case, values without surrounding blanks, in order

  std::string_view header(std::string_view name) const;
  std::size_t count(std::string_view name) const;
  /// Whether bytes of a body follow, or may follow.
  bool has_body() const;
  /// What Content-Length says; 0 where there is none.
  std::size_t body_length() const;
  /// Whether the connection ends after the answer: the client says so, or speaks HTTP/1.0, whose ways of keeping one are not spoken here.
  bool closes() const;
  /// Whether the client waits for `100 Continue` before it sends the body.
  bool expects_continue() const;
};

/// The number of bytes up to and including the blank line that ends a head; 0: not there yet. Lines end in CR LF or LF.
std::size_t head_size(std::string_view bytes);

/// Whether a head of which only `bytes` came so far can already be refused: 414 or 431. status 0: not yet.
Refusal too_large(std::string_view bytes);

/// bytes: exactly one head. status 0: parsed into `head`.
Refusal parse_head(std::string_view bytes, Head& head);

}  // namespace backfile::http
