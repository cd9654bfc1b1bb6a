// RFC 9112 (messages, chunks), RFC 9110 (codings), and the ways in which crawlers have kept them.
#include "indexer/readers/http_message.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "indexer/readers/header_lines.h"
#include "indexer/readers/looks.h"
#include "indexer/source/content_coding.h"

namespace backfile::readers {
namespace {

constexpr std::size_t kHead = 4096;  // enough to see what a payload is

/// Behind the blank line that ends a header; all of it where there is none.
std::size_t header_size(std::string_view text) {
  for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
    const auto rest = text.substr(at + 1);
    if (rest.starts_with('\n')) return at + 2;
    if (rest.starts_with("\r\n")) return at + 3;
  }
  return text.size();
}

/// "HTTP/1.1 200 OK": 200; 0 for anything else.
int status_in(std::string_view line) {
  if (!line.starts_with("HTTP/")) return 0;
  const auto begin = std::min(line.find_first_not_of(' ', std::min(line.find(' '), line.size())), line.size());
  int status = 0;
  const auto end = std::from_chars(line.data() + begin, line.data() + line.size(), status);
  return end.ptr == line.data() + begin + 3 ? status : 0;
}

/// The size that a chunk begins with, and the bytes of its line.
struct ChunkLine {
  std::size_t size = 0, length = 0;
};
std::optional<ChunkLine> chunk_line(std::string_view text) {
  constexpr std::size_t kMaxLine = 4096;
  const auto newline = text.substr(0, kMaxLine).find('\n');
  ChunkLine line;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), line.size, 16);
  const auto digits = static_cast<std::size_t>(end.ptr - text.data());
  if (newline == text.npos || digits == 0 || digits > 15 || end.ec != std::errc()) return std::nullopt;
  const auto next = std::min(text.find_first_not_of(" \t", digits), text.size());
  if (next >= text.size() || (text[next] != '\r' && text[next] != '\n' && text[next] != ';')) return std::nullopt;
  line.length = newline + 1;
  return line;
}

/// The chunks joined. Nothing, and no problem, where the body does not begin with one: then it was joined by the crawler.
std::optional<std::string> joined(std::string_view body, std::string& problem) {
  std::string all;
  for (bool first = true;; first = false) {
    const auto line = chunk_line(body);
    if (!line && first) return std::nullopt;
    if (!line) {
      problem = body.empty() ? "its last chunk is missing" : "its chunks are broken";
      all.append(body);
      return all;
    }
    if (line->size == 0) return all;
    body.remove_prefix(line->length);
    if (line->size > body.size()) problem = "its last chunk is cut off";
    const auto size = std::min(line->size, body.size());
    all.append(body.substr(0, size));
    body.remove_prefix(size);
    if (!problem.empty()) return all;
    if (body.starts_with("\r\n"))
      body.remove_prefix(2);
    else if (body.starts_with('\n'))
      body.remove_prefix(1);
  }
}

/// Chunks that no header announces: a size, a page, and the last chunk of none.
bool looks_chunked(std::string_view body) {
  const auto line = chunk_line(body);
  return line && body.substr(line->length).starts_with('<') && body.ends_with("\r\n0\r\n\r\n");
}

bool is_markup(std::string_view bytes) {
  const auto looks = looks_like(bytes.substr(0, kHead));
  return looks == "HTML" || looks == "XML";
}

using source::Coding;

std::optional<Coding> coding_named(std::string_view name) {
  if (name == "gzip" || name == "x-gzip") return Coding::gzip;
  if (name == "deflate") return Coding::deflate;
  if (name == "br") return Coding::brotli;
  if (name == "zstd") return Coding::zstd;
  return std::nullopt;
}

/// "gzip, br" in the order in which they are to be undone.
std::vector<Coding> codings_in(std::string_view list) {
  constexpr std::size_t kMostCodings = 4;
  std::vector<Coding> codings;
  for (std::size_t begin = 0; begin < list.size() && codings.size() < kMostCodings;) {
    const auto end = std::min(list.find(',', begin), list.size());
    auto name = list.substr(begin, end - begin);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    if (const auto coding = coding_named(name)) codings.push_back(*coding);
    begin = end + 1;
  }
  std::reverse(codings.begin(), codings.end());
  return codings;
}

bool begins_like(std::string_view bytes, Coding coding) {
  if (coding == Coding::gzip) return bytes.starts_with("\x1f\x8b");
  if (coding == Coding::zstd) return bytes.starts_with("\x28\xb5\x2f\xfd");
  return !is_markup(bytes);
}

}  // namespace

MediaType media_type(std::string_view written) {
  MediaType type;
  type.name = lower(written.substr(0, written.find_first_of(";, \t")));
  const auto is_good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '+' || c == '-' || c == '.';
  };
  constexpr std::size_t kLongest = 100;
  if (type.name.size() > kLongest || type.name.find('/') == type.name.npos || !std::all_of(type.name.begin(), type.name.end(), is_good)) {
    type.name.clear();
  }
  constexpr std::string_view kCharset = "charset=";
  const auto found = lower(written).find(kCharset);
  if (found == written.npos) return type;
  auto charset = written.substr(found + kCharset.size());
  while (charset.starts_with('"') || charset.starts_with('\'') || charset.starts_with(' ')) charset.remove_prefix(1);
  type.charset = charset.substr(0, charset.find_first_of("\"'; ,\t"));
  return type;
}

std::optional<HttpResponse> parse_response(std::string_view message) {
  constexpr int kMostInterim = 10;
  for (int interim = 0; interim < kMostInterim; ++interim) {
    message.remove_prefix(std::min(message.find_first_not_of("\r\n"), message.size()));
    const int status = status_in(message.substr(0, message.find_first_of("\r\n")));
    if (status == 0) return std::nullopt;
    const auto size = header_size(message);
    const HeaderLines lines(message.substr(0, size));
    message.remove_prefix(size);
    if (status < 200 && status != 101) continue;
    return HttpResponse{status,
                        media_type(lines.value("Content-Type")),
                        lines.value("Content-Language"),
                        lower(lines.value("Transfer-Encoding")),
                        lower(lines.value("Content-Encoding")),
                        message};
  }
  return std::nullopt;
}

void unpack_payload(const HttpResponse& response, std::size_t limit, Payload& payload) {
  payload.bytes = response.body;
  if (response.transfer.find("chunked") != response.transfer.npos || looks_chunked(response.body)) {
    if (auto whole = joined(response.body, payload.problem)) {
      payload.storage = std::move(*whole);
      payload.bytes = payload.storage;
    }
  }
  auto codings = codings_in(response.content);
  if (codings.empty() && begins_like(payload.bytes, Coding::gzip)) codings = {Coding::gzip};
  for (const Coding coding : codings) {
    if (payload.bytes.empty() || !begins_like(payload.bytes, coding)) continue;
    auto unpacked = source::unpack(payload.bytes, coding, limit);
    if (unpacked.over_limit || (unpacked.bytes.empty() && !unpacked.problem.empty())) {
      payload.refusal = unpacked.over_limit ? unpacked.problem : "its content coding cannot be undone: " + unpacked.problem;
      return;
    }
    payload.storage = std::move(unpacked.bytes);
    payload.bytes = payload.storage;
    if (!unpacked.problem.empty()) payload.problem = "its content coding breaks off: " + unpacked.problem;
  }
}

}  // namespace backfile::readers
