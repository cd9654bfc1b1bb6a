// Lending engines.
#include "server/http/engine_pool.h"

namespace backfile::http {

EnginePool::EnginePool(std::string archive, const search::EngineLimits& limits, unsigned size, std::chrono::milliseconds wait)
    : archive_(std::move(archive)), limits_(limits), wait_(wait), unopened_(size) {}

void EnginePool::set_synonyms(std::shared_ptr<const query::Synonyms> synonyms) {
  const std::lock_guard lock(mutex_);
  synonyms_ = std::move(synonyms);
}

Result<EnginePool::Loan> EnginePool::borrow() {
  auto engine = take();
  if (!engine) return tl::unexpected<Error>(engine.error());
  {
    const std::lock_guard lock(mutex_);
    (*engine)->set_synonyms(synonyms_);
  }
  return Loan(*this, std::move(*engine));
}

Result<std::unique_ptr<search::Engine>> EnginePool::take() {
  {
    std::unique_lock lock(mutex_);
    const bool available = returned_.wait_for(lock, wait_, [this] { return !idle_.empty() || unopened_ > 0; });
    if (!available) return fail(Code::busy, "every engine was in use for too long");
    if (!idle_.empty()) {
      // The last one used: its caches are warm.
      auto engine = std::move(idle_.back());
      idle_.pop_back();
      return engine;
    }
    --unopened_;
  }
  auto opened = search::Engine::open(archive_, limits_);
  if (opened) return opened;
  const std::lock_guard lock(mutex_);
  ++unopened_;
  returned_.notify_one();
  return tl::unexpected<Error>(opened.error());
}

void EnginePool::give_back(std::unique_ptr<search::Engine> engine) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(engine));
  returned_.notify_one();
}

}  // namespace backfile::http
