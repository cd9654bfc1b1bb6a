// An HTTP response as a crawl keeps it: its status, what it says of its payload, and the payload with chunks and codings undone.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace backfile::readers {

/// "text/html; charset=utf-8" taken apart.
struct MediaType {
  std::string name;     // "text/html", in lower case; empty where it is missing or none
  std::string charset;  // as written
};
MediaType media_type(std::string_view written);

struct HttpResponse {
  int status = 0;
  MediaType type;
  std::string language;           // Content-Language
  std::string transfer, content;  // the codings, in lower case
  std::string_view body;          // as transferred
};

/// Nothing where the bytes do not begin with a status line. Interim responses (100 Continue) before it are passed over. The body is a
/// view of `message`.
std::optional<HttpResponse> parse_response(std::string_view message);

struct Payload {
  std::string_view bytes;  // of the message, or of `storage`
  std::string storage;
  std::string problem;  // what is wrong although there are bytes: cut off, broken chunks
  std::string refusal;  // why there are none
};

/// The body as the page it carries. Codings that are announced but were undone by the crawler already are seen and left alone.
/// limit: bytes it may unpack to. The result must not be moved: `bytes` may lie in its `storage`.
void unpack_payload(const HttpResponse& response, std::size_t limit, Payload& payload);

}  // namespace backfile::readers
