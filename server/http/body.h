// The body of the request that a connection is at: where it ends, how it is coded, and how slowly it may come.
#pragma once
#include "server/http/connection.h"
#include "server/http/gzip.h"

namespace backfile::http {

class ConnectionBody : public BodyReader {
 public:
  /// Both must outlive it. Nothing is read, and `100 Continue` not sent, before next() is called.
  ConnectionBody(Connection& connection, const Head& head, const Patience& patience);

  tl::expected<std::string_view, Refusal> next(std::size_t cap) override;

  /// Whether the next request stands behind it: all was read, or there is none.
  bool finished() const { return finished_; }

 private:
  using Piece = tl::expected<std::string_view, Refusal>;
  Piece undecoded(std::size_t cap);  // framing taken off
  Piece decompressed(std::size_t cap);
  tl::expected<std::string_view, Refusal> line(std::size_t longest);
  tl::expected<void, Refusal> next_chunk();
  tl::expected<void, Refusal> receive();

  Connection& connection_;
  const Head& head_;
  Pace pace_;
  enum class Framing { length, chunked, unknown } framing_ = Framing::length;
  std::size_t left_ = 0;  // of the body, or of this chunk
  bool finished_ = false, asked_ = false, first_chunk_ = true;
  std::size_t handed_out_ = 0;                   // bytes of the connection's buffer that the last piece points at
  std::size_t received_ = 0, decompressed_ = 0;  // in all
  Gunzip gunzip_;
  bool more_inside_ = false;     // it may hold output that needs no further input
  std::string last_piece_;       // what compressed_ points into
  std::string_view compressed_;  // received, not yet decompressed
  std::string unpacked_;         // what the last piece points into, where it is not the connection's buffer
};

}  // namespace backfile::http
