#include "server/search/idle_threads.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <system_error>
#include <utility>

#include "server/search/engine.h"

namespace backfile::search {
namespace {

constexpr unsigned kMostThreads = 7;  // a page is ten articles, and each helper has some megabytes

// So long is waited for those who help before falling asleep, from which waking takes about as long: most are done by then.
constexpr std::chrono::microseconds kAwake(50);

}  // namespace

std::shared_ptr<IdleThreads> make_idle_threads(unsigned processors) { return std::make_shared<IdleThreads>(processors); }

IdleThreads::IdleThreads(unsigned processors) : processors_(processors) {
  CPU_ZERO(&allowed_);
  sched_getaffinity(0, sizeof allowed_, &allowed_);
}

IdleThreads::~IdleThreads() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  offered_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void IdleThreads::run() {
  Workbench bench;
  std::unique_lock lock(mutex_);
  for (;;) {
    offered_.wait(lock, [this] { return closing_ || !offers_.empty(); });
    if (closing_) return;
    Offer& offer = *offers_.front();
    ++offer.working_;
    if (--offer.wanted_ == 0) offers_.pop_front();
    lock.unlock();
    std::exception_ptr failure;
    {
      const Running running(*this);
      try {
        offer.work_(bench);
      } catch (...) {
        failure = std::current_exception();
      }
    }
    lock.lock();
    if (failure) offer.failure_ = std::move(failure);
    if (--offer.working_ == 0) done_.notify_all();
  }
}

std::size_t IdleThreads::start(std::size_t threads) {
  if (threads_.size() >= threads) return threads;
  try {
    while (threads_.size() < threads) threads_.emplace_back([this] { run(); });
  } catch (const std::system_error&) {
    // Of those that the operating system gives.
  }
  kept_off_ = -1;
  return threads_.size();
}

// A thread that wakes often begins where whoever woke it runs, and takes that processor from it (measured: half of what helping gains). An
// offer comes in the middle of a search, which goes on.
void IdleThreads::keep_off(int processor) {
  if (processor < 0 || processor == kept_off_) return;
  cpu_set_t others = allowed_;
  CPU_CLR(static_cast<unsigned>(processor), &others);
  for (std::thread& thread : threads_) pthread_setaffinity_np(thread.native_handle(), sizeof others, &others);
  kept_off_ = processor;
}

IdleThreads::Offer::Offer(IdleThreads& idle, std::size_t most, std::function<void(Workbench&)> work) : idle_(idle), work_(std::move(work)) {
  const unsigned busy = idle.busy_, free = idle.processors_ > busy ? idle.processors_ - busy : 0;
  std::size_t wanted = std::min<std::size_t>({most, free, kMostThreads});
  if (wanted == 0) return;
  {
    const std::lock_guard lock(idle.mutex_);
    wanted = idle.start(wanted);
    if (wanted == 0) return;
    idle.keep_off(sched_getcpu());
    wanted_ = wanted;
    idle.offers_.push_back(this);
  }
  for (std::size_t i = 0; i < wanted; ++i) idle.offered_.notify_one();
}

IdleThreads::Offer::~Offer() { close(); }

void IdleThreads::Offer::end() {
  close();
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void IdleThreads::Offer::close() {
  std::unique_lock lock(idle_.mutex_);
  if (wanted_ > 0) idle_.offers_.remove(this);
  wanted_ = 0;
  if (working_ == 0) return;
  lock.unlock();
  const auto until = std::chrono::steady_clock::now() + kAwake;
  while (working_ > 0 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
  lock.lock();
  idle_.done_.wait(lock, [this] { return working_ == 0; });
}

}  // namespace backfile::search
