// RFC 9112, sections 2 to 6, the strict reading: whatever two parsers might read differently is refused.
#include "server/http/head.h"

#include <algorithm>
#include <charconv>

#include "server/http/trimmed.h"

namespace backfile::http {
namespace {

bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c != 0 && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}
bool is_token(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character); }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// Takes one line, without its end, off the front of `rest`.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

Refusal parse_request_line(std::string_view line, Head& head) {
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return {400, "The request line must be METHOD TARGET HTTP/1.1."};
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(head.method)) return {400, "The request's method is no word."};
  const bool printable =
      std::all_of(head.target.begin(), head.target.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; });
  if (!printable || head.target.front() != '/')
    return {400, "The request target must begin with / and hold no blanks or control characters."};
  if (version.substr(0, 5) != "HTTP/") return {400, "The request line must end in HTTP/1.1."};
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return {505, "This server speaks HTTP/1.1."};
  head.http_1_0 = version == "HTTP/1.0";
  constexpr std::string_view kMethods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"};
  const bool known = std::find(std::begin(kMethods), std::end(kMethods), head.method) != std::end(kMethods);
  return known ? Refusal{} : Refusal{501, "This server does not know that method."};
}

Refusal parse_header(std::string_view line, Head& head) {
  const std::size_t colon = std::min(line.find(':'), line.size());
  if (colon == line.size() || !is_token(line.substr(0, colon))) return {400, "A header line must be NAME: VALUE."};
  const std::string_view value = trimmed(line.substr(colon + 1));
  const bool clean = std::all_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 || c == '\t'; });
  if (!clean) return {400, "A header's value must hold no control characters."};
  head.headers.emplace_back(lower(line.substr(0, colon)), value);
  return {};
}

/// One meaning for where the body ends: the ground of request smuggling otherwise.
Refusal check_framing(const Head& head) {
  int lengths = 0, codings = 0, hosts = 0;
  for (const auto& [name, value] : head.headers) {
    lengths += name == "content-length";
    codings += name == "transfer-encoding";
    hosts += name == "host";
    const bool number =
        !value.empty() && value.size() < 19 && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (name == "content-length" && !number) return {400, "Content-Length must be one whole number."};
  }
  if (lengths > 1 || (lengths && codings)) return {400, "The body's length must be given once."};
  if (hosts > 1 || (hosts == 0 && !head.http_1_0)) return {400, "There must be one Host header."};
  return {};
}

}  // namespace

std::string_view Head::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::size_t Head::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(headers.begin(), headers.end(), [&](const auto& header) { return header.first == name; }));
}

bool Head::expects_continue() const { return !http_1_0 && lower(header("expect")) == "100-continue"; }

std::size_t Head::body_length() const {
  const std::string_view length = header("content-length");
  std::size_t number = 0;
  std::from_chars(length.data(), length.data() + length.size(), number);
  return number;
}

bool Head::has_body() const {
  const std::string_view length = header("content-length");
  return !header("transfer-encoding").empty() || length.find_first_not_of('0') != std::string_view::npos;
}

bool Head::closes() const { return http_1_0 || lower(header("connection")).find("close") != std::string::npos; }

std::size_t head_size(std::string_view bytes) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    if (bytes.substr(at + 1, 1) == "\n") return at + 2;
    if (bytes.substr(at + 1, 2) == "\r\n") return at + 3;
  }
  return 0;
}

Refusal too_large(std::string_view bytes) {
  if (std::min(bytes.find('\n'), bytes.size()) > kMaxRequestLine) {
    return {414, "The request line is longer than " + std::to_string(kMaxRequestLine) + " bytes."};
  }
  if (bytes.size() > kMaxHead) return {431, "The request's head is larger than " + std::to_string(kMaxHead / 1024) + " KB."};
  return {};
}

Refusal parse_head(std::string_view bytes, Head& head) {
  if (const Refusal problem = too_large(bytes); problem.status) return problem;
  if (const Refusal problem = parse_request_line(take_line(bytes), head); problem.status) return problem;
  for (std::string_view line = take_line(bytes); !line.empty(); line = take_line(bytes)) {
    if (line.size() > kMaxHeaderLine) return {431, "A header line is longer than " + std::to_string(kMaxHeaderLine) + " bytes."};
    if (head.headers.size() == kMaxHeaders) return {431, "There are more than " + std::to_string(kMaxHeaders) + " headers."};
    if (const Refusal problem = parse_header(line, head); problem.status) return problem;
  }
  return check_framing(head);
}

}  // namespace backfile::http
