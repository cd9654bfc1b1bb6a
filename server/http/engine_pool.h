// The engines that searches run on: a few, opened when first needed, each lent to one request at a time. Connections may be many and
// idle; what costs memory and processor is bounded here.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
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

  /// Engines that are not lent now are closed, and opened anew when they are needed: so that they hold no file of the archive open.
  void close_idle();

  /// For the engines lent from now on.
  void set_limits(const search::EngineLimits& limits);

  /// How many are in use.
  unsigned lent();

  /// An engine, and which limits it was opened with.
  struct Opened {
    std::unique_ptr<search::Engine> engine;
    unsigned generation;
  };

  /// An engine on loan. Goes back when it is destroyed.
  class Loan {
   public:
    Loan(EnginePool& pool, Opened opened) : pool_(&pool), opened_(std::move(opened)) {}
    Loan(Loan&&) = default;
    ~Loan() {
      if (opened_.engine) pool_->give_back(std::move(opened_));
    }
    search::Engine* operator->() { return opened_.engine.get(); }
    search::Engine& operator*() { return *opened_.engine; }

   private:
    EnginePool* pool_;
    Opened opened_;
  };

  /// Code::busy where all are in use for too long; otherwise fails as Engine::open does.
  Result<Loan> borrow();

 private:
  struct Waiter {
    std::condition_variable told;
    bool has_turn = false;
  };
  Result<Opened> take();
  void give_back(Opened opened);
  bool is_some() const { return idle_.size() + unopened_ > promised_; }
  void tell_next();
  const std::string archive_;
  const unsigned size_;
  const std::chrono::milliseconds wait_;
  std::mutex mutex_;  // over what follows
  search::EngineLimits limits_;
  unsigned generation_ = 0;     // of the limits
  std::list<Waiter*> waiting_;  // in turn: whoever comes with a warm processor would else always be first
  std::size_t promised_ = 0;    // to those whose turn it is
  std::vector<Opened> idle_;
  const std::shared_ptr<search::ColumnStore> columns_;
  const std::shared_ptr<search::DictionaryStore> dictionaries_ = search::make_dictionary_store();
  const std::shared_ptr<search::IdleThreads> idle_threads_;
  std::shared_ptr<const query::Synonyms> synonyms_ = std::make_shared<const query::Synonyms>();
  unsigned unopened_;  // how many more there may be
};

}  // namespace backfile::http
