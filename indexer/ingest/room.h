// The memory that articles take while they are built, shared out: what bounds a run is not how many threads build, but how much.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace backfile::ingest {

/// Thread-safe. Nobody may wait for room while holding some, or two could wait for each other.
class Room {
 public:
  explicit Room(std::size_t bytes) : bytes_(bytes) {}

  /// A part of the room, given back when destroyed.
  class Share {
   public:
    Share() = default;
    ~Share() { give_back(); }
    Share(Share&& other) noexcept;
    Share& operator=(Share&& other) noexcept;
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    /// Gives back all but `bytes`; never takes more.
    void shrink_to(std::size_t bytes);
    /// Adds what another share of the same room holds.
    void join(Share&& other);
    std::size_t bytes() const { return bytes_; }

   private:
    friend class Room;
    Share(Room& room, std::size_t bytes) : room_(&room), bytes_(bytes) {}
    void give_back();
    Room* room_ = nullptr;
    std::size_t bytes_ = 0;
  };

  /// Waits until there is so much (all of the room, where more is asked), or until `given_up`: then the share is empty.
  Share take(std::size_t bytes, const std::atomic<bool>& given_up);
  Share take_all(const std::atomic<bool>& given_up) { return take(bytes_, given_up); }

  /// Whether somebody waits: who holds some and has nothing to do lets go of it.
  bool is_wanted() const { return waiting_ > 0; }

  /// Without waiting; false where there is not so much now.
  bool try_take(std::size_t bytes, Share& share);

 private:
  const std::size_t bytes_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t taken_ = 0;
  std::atomic<unsigned> waiting_ = 0;
};

}  // namespace backfile::ingest
