// The engines that searches run on: a few, opened when first needed, each lent to one request at a time. Connections may be many and
// idle; what costs memory and processor is bounded here.
#pragma once
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/search/engine.h"

namespace backfile::http {

class EnginePool {
 public:
  /// size: engines at most. wait: how long a request waits for one before it is told that the server is busy.
  EnginePool(std::string archive, const search::EngineLimits& limits, unsigned size, std::chrono::milliseconds wait);

  /// What every engine lent from now on works with.
  void set_synonyms(std::shared_ptr<const query::Synonyms> synonyms);

  /// An engine on loan. Goes back when it is destroyed.
  class Loan {
   public:
    Loan(EnginePool& pool, std::unique_ptr<search::Engine> engine) : pool_(&pool), engine_(std::move(engine)) {}
    Loan(Loan&&) = default;
    ~Loan() {
      if (engine_) pool_->give_back(std::move(engine_));
    }
    search::Engine* operator->() { return engine_.get(); }
    search::Engine& operator*() { return *engine_; }

   private:
    EnginePool* pool_;
    std::unique_ptr<search::Engine> engine_;
  };

  /// Code::busy where all are in use for too long; otherwise fails as Engine::open does.
  Result<Loan> borrow();

 private:
  Result<std::unique_ptr<search::Engine>> take();
  void give_back(std::unique_ptr<search::Engine> engine);
  const std::string archive_;
  const search::EngineLimits limits_;
  const std::chrono::milliseconds wait_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<search::Engine>> idle_;
  std::shared_ptr<const query::Synonyms> synonyms_ = std::make_shared<const query::Synonyms>();
  unsigned unopened_;  // how many more there may be
};

}  // namespace backfile::http
