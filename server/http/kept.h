// What is the same for everybody until the archive changes, and much work: the last one made is kept.
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "server/search/engine.h"

namespace backfile::http {

/// Shared by all threads. Two that find it outdated at once both make it.
template <class Content>
class Kept {
 public:
  /// make(): a Result<Content> of the archive's present state, by this engine.
  template <class Make>
  Result<std::shared_ptr<const Content>> get(search::Engine& engine, Make&& make) {
    const auto state = engine.state();
    if (!state) return tl::unexpected<Error>(state.error());
    {
      const std::lock_guard lock(mutex_);
      if (kept_ && kept_->first == *state) return kept_->second;
    }
    auto made = make();
    if (!made) return tl::unexpected<Error>(made.error());
    auto content = std::make_shared<const Content>(std::move(*made));
    const std::lock_guard lock(mutex_);
    kept_ = {*state, content};
    return content;
  }

 private:
  std::mutex mutex_;
  std::optional<std::pair<search::Engine::State, std::shared_ptr<const Content>>> kept_;
};

}  // namespace backfile::http
