// Answers as they were made, for whoever asks the same while the archive stays as it is. Bounded in bytes; what was asked for longest ago
// makes room.
#pragma once
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/http/message.h"
#include "server/search/engine.h"

namespace backfile::http {

/// Of one generation of the server's settings, since answers depend on these. Any thread may call any member.
class AnswerCache {
 public:
  /// most: bytes, of answers with what names them and what keeping them takes; 0: nothing is kept.
  explicit AnswerCache(std::size_t most) : most_(most) {}

  bool on() const { return most_ > 0; }

  /// The answer to what was asked, as it was in that state of the archive; null where it is not kept. Another state than that of the last
  /// call empties the cache.
  std::shared_ptr<const Response> find(const search::Engine::State& state, const std::string& asked);

  /// response: complete, without a stream. One that would take more than a sixteenth of all is not kept, nor one of another state than that
  /// of the last find().
  void keep(const search::Engine::State& state, const std::string& asked, const Response& response);

  /// Empties it for good.
  void close();

  /// What it takes now.
  std::size_t bytes() const;

 private:
  struct Entry {
    std::string asked;
    std::shared_ptr<const Response> response;
    std::size_t bytes;
  };
  void empty();
  void forget_last();

  const std::size_t most_;
  mutable std::mutex mutex_;  // over what follows
  bool closed_ = false;
  std::optional<search::Engine::State> state_;
  std::list<Entry> entries_;  // the one asked for last first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> places_;
  std::size_t bytes_ = 0;
};

/// The same text with another number for `"took_ms":`, the first such key. Texts that a client or an article brings cannot be taken for
/// one: their quotes are escaped, and in every answer that has this key it stands before what articles bring.
void set_took_ms(std::string& json, double milliseconds);

}  // namespace backfile::http
