// RFC 9112, sections 6 and 7: bodies by length and in chunks, read strictly.
#include "server/http/body.h"

#include <algorithm>
#include <charconv>

namespace backfile::http {
namespace {

constexpr std::size_t kPiece = 64u << 10;

tl::unexpected<Refusal> refuse(int status, std::string message) { return tl::unexpected<Refusal>(Refusal{status, std::move(message)}); }
tl::unexpected<Refusal> too_large(std::size_t cap) { return refuse(413, "The body is larger than " + std::to_string(cap) + " bytes."); }

}  // namespace

tl::expected<std::string, Refusal> whole_body(BodyReader& body, std::size_t cap) {
  std::string all;
  for (;;) {
    const auto piece = body.next(cap);
    if (!piece) return tl::unexpected<Refusal>(piece.error());
    if (piece->empty()) return all;
    all += *piece;
  }
}

ConnectionBody::ConnectionBody(Connection& connection, const Head& head, const Patience& patience)
    : connection_(connection), head_(head), pace_(patience.body) {
  const std::string_view coding = head.header("transfer-encoding");
  if (!coding.empty()) {
    framing_ = coding == "chunked" && head.count("transfer-encoding") == 1 && !head.http_1_0 ? Framing::chunked : Framing::unknown;
  } else {
    left_ = head.body_length();
    finished_ = left_ == 0;
  }
}

tl::expected<std::string_view, Refusal> ConnectionBody::next(std::size_t cap) {
  const std::string_view coding = head_.header("content-encoding");
  if (coding.empty() || coding == "identity") return undecoded(cap);
  if (coding == "gzip" || coding == "x-gzip") return decompressed(cap);
  return refuse(415, "A body may be compressed with gzip or not at all.");
}

ConnectionBody::Piece ConnectionBody::undecoded(std::size_t cap) {
  connection_.consume(std::exchange(handed_out_, 0));
  if (framing_ == Framing::unknown) return refuse(501, "The only transfer coding that is understood here is chunked.");
  if (framing_ == Framing::length && left_ > cap - std::min(cap, received_)) return too_large(cap);
  if (framing_ == Framing::chunked && left_ == 0 && !finished_) {
    if (auto begun = next_chunk(); !begun) return tl::unexpected<Refusal>(begun.error());
    if (left_ > cap - std::min(cap, received_)) return too_large(cap);
  }
  if (left_ == 0) {
    finished_ = true;
    return std::string_view();
  }
  if (connection_.buffered().empty()) {
    if (auto more = receive(); !more) return tl::unexpected<Refusal>(more.error());
  }
  const std::string_view piece = connection_.buffered().substr(0, std::min(left_, kPiece));
  handed_out_ = piece.size();
  left_ -= piece.size();
  received_ += piece.size();
  finished_ = framing_ == Framing::length && left_ == 0;
  if (finished_) {
    // So that the connection is at the next request even where nobody asks for the end.
    unpacked_.assign(piece);
    connection_.consume(std::exchange(handed_out_, 0));
    return std::string_view(unpacked_);
  }
  return piece;
}

ConnectionBody::Piece ConnectionBody::decompressed(std::size_t cap) {
  unpacked_.clear();
  while (unpacked_.empty()) {
    if (compressed_.empty() && !std::exchange(more_inside_, false)) {
      const auto piece = undecoded(cap);
      if (!piece) return piece;
      if (piece->empty()) return gunzip_.ended() || received_ == 0 ? piece : refuse(400, "The compressed body is cut off.");
      last_piece_.assign(*piece);
      compressed_ = last_piece_;
      unpacked_.clear();  // undecoded() may have used it
    }
    if (!gunzip_.add(compressed_, unpacked_, kPiece)) return refuse(400, "The body is not compressed with gzip, as its head says.");
    more_inside_ = unpacked_.size() == kPiece && !gunzip_.ended();
  }
  decompressed_ += unpacked_.size();
  if (decompressed_ > cap) return too_large(cap);
  return std::string_view(unpacked_);
}

tl::expected<void, Refusal> ConnectionBody::receive() {
  if (!std::exchange(asked_, true) && head_.expects_continue() && connection_.buffered().empty()) {
    connection_.write_all(kContinue, pace_);
  }
  switch (connection_.receive(pace_)) {
    case Connection::Received::bytes:
      return {};
    case Connection::Received::end:
      return refuse(400, "The body ended before it was complete.");
    case Connection::Received::nothing:
    case Connection::Received::too_slow:
      break;
  }
  return refuse(408, "The body took too long to arrive.");
}

/// Without its CR LF; valid until the connection receives more.
tl::expected<std::string_view, Refusal> ConnectionBody::line(std::size_t longest) {
  for (;;) {
    const std::string_view text = connection_.buffered();
    const std::size_t end = text.substr(0, longest).find("\r\n");
    if (end != std::string_view::npos) {
      connection_.consume(end + 2);
      return text.substr(0, end);
    }
    if (text.size() >= longest) return refuse(400, "The body's chunks cannot be told apart.");
    if (auto more = receive(); !more) return tl::unexpected<Refusal>(more.error());
  }
}

tl::expected<void, Refusal> ConnectionBody::next_chunk() {
  constexpr std::size_t kLongestLine = 1024, kMostTrailers = 100;
  if (!std::exchange(first_chunk_, false)) {
    const auto end = line(kLongestLine);
    if (!end) return tl::unexpected<Refusal>(end.error());
    if (!end->empty()) return refuse(400, "A chunk of the body is longer than it says.");
  }
  const auto size = line(kLongestLine);
  if (!size) return tl::unexpected<Refusal>(size.error());
  const std::string_view digits = size->substr(0, size->find_first_of("; \t"));
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return refuse(400, "A chunk's size is no number.");
  if (left_ > 0) return {};
  for (std::size_t trailers = 0; trailers <= kMostTrailers; ++trailers) {
    const auto trailer = line(kLongestLine);
    if (!trailer) return tl::unexpected<Refusal>(trailer.error());
    finished_ = trailer->empty();
    if (finished_) return {};
  }
  return refuse(400, "Too many lines follow the body's last chunk.");
}

}  // namespace backfile::http
