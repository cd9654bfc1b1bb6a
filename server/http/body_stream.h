// The body of a request as the indexer's readers take it.
#pragma once
#include <algorithm>
#include <cstring>
#include <optional>

#include "indexer/source/source.h"
#include "server/http/message.h"

namespace backfile::http {

class BodyStream : public source::ByteStream {
 public:
  /// cap: as of BodyReader::next.
  BodyStream(BodyReader& body, std::size_t cap) : body_(body), cap_(cap) {}

  Result<std::size_t> read(char* buffer, std::size_t size) override {
    if (!look()) return fail(Code::io, refusal_->message);
    const std::size_t count = std::min(size, piece_.size());
    if (count > 0) std::memcpy(buffer, piece_.data(), count);
    piece_.remove_prefix(count);
    return count;
  }

  /// The first byte that is no blank, without taking it; -1 where there is none. Before the first read().
  int first() {
    while (look() && !piece_.empty()) {
      const std::size_t at = piece_.find_first_not_of(" \t\r\n");
      if (at != std::string_view::npos) return static_cast<unsigned char>(piece_[at]);
      piece_ = {};  // blanks before the first record mean nothing
    }
    return -1;
  }

  /// Why the rest of the body was not had; null where all of it was.
  const Refusal* refusal() const { return refusal_ ? &*refusal_ : nullptr; }

 private:
  /// Waits for a piece, empty at the end of the body; false where there is a refusal.
  bool look() {
    if (refusal_) return false;
    if (!piece_.empty() || ended_) return true;
    const auto next = body_.next(cap_);
    if (!next) {
      refusal_ = next.error();
      return false;
    }
    piece_ = *next;
    ended_ = piece_.empty();
    return true;
  }

  BodyReader& body_;
  const std::size_t cap_;
  std::string_view piece_;  // valid until the next call of next()
  std::optional<Refusal> refusal_;
  bool ended_ = false;
};

}  // namespace backfile::http
