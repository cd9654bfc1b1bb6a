// Lending engines.
#include "server/http/engine_pool.h"

#include <algorithm>
#include <thread>

namespace backfile::http {
namespace {

// So long must a state of the archive have lasted before its columns are read: they cost about what a few hundred searches do.
constexpr std::chrono::milliseconds kColumnsAfter(1000);

}  // namespace

EnginePool::EnginePool(std::string archive, const search::EngineLimits& limits, unsigned size, std::chrono::milliseconds wait)
    : archive_(std::move(archive)),
      size_(size),
      wait_(wait),
      limits_(limits),
      columns_(search::make_column_store(kColumnsAfter, archive_)),
      idle_threads_(search::make_idle_threads(std::min(size, std::thread::hardware_concurrency()))),
      unopened_(size) {}

void EnginePool::set_synonyms(std::shared_ptr<const query::Synonyms> synonyms) {
  const std::lock_guard lock(mutex_);
  synonyms_ = std::move(synonyms);
}

void EnginePool::set_limits(const search::EngineLimits& limits) {
  const std::lock_guard lock(mutex_);
  limits_ = limits;
  ++generation_;
  unopened_ += static_cast<unsigned>(idle_.size());
  idle_.clear();
}

void EnginePool::close_idle() {
  const std::lock_guard lock(mutex_);
  unopened_ += static_cast<unsigned>(idle_.size());
  idle_.clear();
  search::forget_columns(*columns_);
}

unsigned EnginePool::lent() {
  const std::lock_guard lock(mutex_);
  return size_ - unopened_ - static_cast<unsigned>(idle_.size());
}

Result<EnginePool::Loan> EnginePool::borrow() {
  auto opened = take();
  if (!opened) return tl::unexpected<Error>(opened.error());
  {
    const std::lock_guard lock(mutex_);
    opened->engine->set_synonyms(synonyms_);
  }
  return Loan(*this, std::move(*opened));
}

Result<EnginePool::Opened> EnginePool::take() {
  search::EngineLimits limits;
  unsigned generation = 0;
  {
    std::unique_lock lock(mutex_);
    if (!waiting_.empty() || !is_some()) {
      Waiter waiter;
      const auto place = waiting_.insert(waiting_.end(), &waiter);
      if (!waiter.told.wait_for(lock, wait_, [&waiter] { return waiter.has_turn; })) {
        waiting_.erase(place);
        return fail(Code::busy, "every engine was in use for too long");
      }
      --promised_;
    }
    if (!idle_.empty()) {
      // The last one used: its caches are warm.
      Opened opened = std::move(idle_.back());
      idle_.pop_back();
      return opened;
    }
    --unopened_;
    limits = limits_;
    generation = generation_;
  }
  auto engine = search::Engine::open(archive_, limits);
  if (engine) {
    (*engine)->set_columns(columns_);
    (*engine)->set_dictionaries(dictionaries_);
    (*engine)->set_idle_threads(idle_threads_);
    return Opened{std::move(*engine), generation};
  }
  const std::lock_guard lock(mutex_);
  ++unopened_;
  tell_next();
  return tl::unexpected<Error>(engine.error());
}

void EnginePool::give_back(Opened opened) {
  const std::lock_guard lock(mutex_);
  if (opened.generation == generation_) {
    idle_.push_back(std::move(opened));
  } else {
    ++unopened_;
  }
  tell_next();
}

void EnginePool::tell_next() {
  if (waiting_.empty() || !is_some()) return;
  waiting_.front()->has_turn = true;
  waiting_.front()->told.notify_one();
  waiting_.pop_front();
  ++promised_;
}

}  // namespace backfile::http
