// Threads that take over parts of a search while processors would be idle: an answer to somebody who is alone with the machine takes little
// more than half the time. Where as many searches run as there are processors, nobody helps, and nothing is lost by asking.
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
class Helpers {
 public:
  /// processors: how many threads may search at once, helpers included. 1: nobody ever helps.
  explicit Helpers(unsigned processors);
  ~Helpers();
  Helpers(const Helpers&) = delete;
  Helpers& operator=(const Helpers&) = delete;

  /// A search in a thread of its own, while this lives.
  class Running {
   public:
    explicit Running(Helpers& helpers) : helpers_(helpers) { ++helpers_.busy_; }
    ~Running() { --helpers_.busy_; }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

   private:
    Helpers& helpers_;
  };

  /// Work for those who are idle now.
  class Offer {
   public:
    /// most: helpers that are of use. work: each of them does it once, perhaps at the same time, perhaps none of them ever; what it needs
    /// must outlive the offer.
    Offer(Helpers& helpers, std::size_t most, std::function<void(Workbench&)> work);
    /// As end(), but throws nothing.
    ~Offer();
    Offer(const Offer&) = delete;
    Offer& operator=(const Offer&) = delete;

    /// Nobody begins any more, and whoever has begun is done. Throws what one of them has thrown.
    void end();

   private:
    friend Helpers;
    void close();

    Helpers& helpers_;
    const std::function<void(Workbench&)> work_;
    std::size_t wanted_ = 0;  // under Helpers::mutex_; above 0: it is among the offers
    std::atomic<std::size_t> working_{0};
    std::exception_ptr failure_;  // under Helpers::mutex_
  };

 private:
  void run();
  void start(std::size_t threads);
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
