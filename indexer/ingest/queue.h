// A queue between threads, bounded by the bytes in it, so that a fast reader cannot fill the memory in front of slow builders.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace backfile::ingest {

/// Thread-safe.
template <class Item>
class Queue {
 public:
  explicit Queue(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  /// Waits while the queue is full (an item larger than all of it goes in alone). False where the queue was aborted: the item is dropped.
  bool push(Item item, std::size_t bytes) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return aborted_ || items_.empty() || bytes_ + bytes <= max_bytes_; });
    if (aborted_) return false;
    items_.emplace_back(std::move(item), bytes);
    bytes_ += bytes;
    filled_.notify_one();
    return true;
  }

  /// Waits for an item; nothing once the queue is closed and empty, or aborted. `idle` is called now and then while it waits.
  template <class Idle>
  std::optional<Item> pop(Idle&& idle) {
    constexpr auto kPatience = std::chrono::milliseconds(100);
    std::unique_lock lock(mutex_);
    while (!filled_.wait_for(lock, kPatience, [&] { return aborted_ || closed_ || !items_.empty(); })) {
      lock.unlock();
      idle();
      lock.lock();
    }
    if (aborted_ || items_.empty()) return std::nullopt;
    Item item = std::move(items_.front().first);
    bytes_ -= items_.front().second;
    items_.pop_front();
    room_.notify_all();
    return item;
  }

  std::optional<Item> pop() {
    return pop([] {});
  }

  /// No more items come.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    filled_.notify_all();
  }

  /// Everyone waiting goes on at once; what is queued is dropped.
  void abort() {
    const std::lock_guard lock(mutex_);
    aborted_ = true;
    items_.clear();
    filled_.notify_all();
    room_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable filled_, room_;
  std::deque<std::pair<Item, std::size_t>> items_;
  std::size_t bytes_ = 0;
  const std::size_t max_bytes_;
  bool closed_ = false, aborted_ = false;
};

}  // namespace backfile::ingest
