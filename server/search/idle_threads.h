// Threads that take over parts of a search while processors would be idle: to somebody who is alone with the machine an answer takes a
// sixth to a third less. Where as many searches run as there are processors, nobody helps, and nothing is lost by asking.
#pragma once
#include <sched.h>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include "server/search/workbench.h"

namespace backfile::search {

/// Any thread may call any member.
class IdleThreads {
 public:
  /// processors: how many threads may search at once, those that help included. 1: nobody ever helps.
  explicit IdleThreads(unsigned processors);
  ~IdleThreads();
  IdleThreads(const IdleThreads&) = delete;
  IdleThreads& operator=(const IdleThreads&) = delete;

  /// A search in a thread of its own, while this lives.
  class Running {
   public:
    explicit Running(IdleThreads& idle) : idle_(idle) { ++idle_.busy_; }
    ~Running() { --idle_.busy_; }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

   private:
    IdleThreads& idle_;
  };

  /// Work for those who are idle now.
  class Offer {
   public:
    /// most: threads that are of use. work: each of them does it once, perhaps at the same time, perhaps none of them ever; what it needs
    /// must outlive the offer.
    Offer(IdleThreads& idle, std::size_t most, std::function<void(Workbench&)> work);
    /// As end(), but throws nothing.
    ~Offer();
    Offer(const Offer&) = delete;
    Offer& operator=(const Offer&) = delete;

    /// Nobody begins any more, and whoever has begun is done. Throws what one of them has thrown.
    void end();

   private:
    friend IdleThreads;
    void close();

    IdleThreads& idle_;
    const std::function<void(Workbench&)> work_;
    std::size_t wanted_ = 0;  // under IdleThreads::mutex_; above 0: it is among the offers
    std::atomic<std::size_t> working_{0};
    std::exception_ptr failure_;  // under IdleThreads::mutex_
  };

 private:
  void run();
  std::size_t start(std::size_t threads);
  void keep_off(int processor);

  const unsigned processors_;
  cpu_set_t allowed_;              // what the operating system lets us run on
  std::atomic<unsigned> busy_{0};  // threads that search
  std::mutex mutex_;               // over what follows
  std::condition_variable offered_, done_;
  std::list<Offer*> offers_;
  bool closing_ = false;
  int kept_off_ = -1;                 // the processor that no helper runs on
  std::vector<std::thread> threads_;  // started when first needed
};

}  // namespace backfile::search
