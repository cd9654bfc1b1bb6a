#include "indexer/ingest/room.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace backfile::ingest {
namespace {

constexpr auto kLookAgain = std::chrono::milliseconds(100);  // whether the run was given up

}  // namespace

Room::Share::Share(Share&& other) noexcept : room_(other.room_), bytes_(std::exchange(other.bytes_, 0)) {}

Room::Share& Room::Share::operator=(Share&& other) noexcept {
  std::swap(room_, other.room_);
  std::swap(bytes_, other.bytes_);
  other.give_back();
  return *this;
}

void Room::Share::shrink_to(std::size_t bytes) {
  if (bytes >= bytes_) return;
  {
    const std::lock_guard lock(room_->mutex_);
    room_->taken_ -= bytes_ - bytes;
  }
  room_->freed_.notify_all();
  bytes_ = bytes;
}

void Room::Share::give_back() { shrink_to(0); }

void Room::Share::join(Share&& other) {
  if (other.bytes_ == 0) return;
  room_ = other.room_;
  bytes_ += std::exchange(other.bytes_, 0);
}

Room::Share Room::take(std::size_t bytes, const std::atomic<bool>& given_up) {
  const std::size_t wanted = std::min(bytes, bytes_);
  std::unique_lock lock(mutex_);
  ++waiting_;
  while (taken_ + wanted > bytes_ && !given_up) freed_.wait_for(lock, kLookAgain);
  --waiting_;
  if (taken_ + wanted > bytes_) return {};
  taken_ += wanted;
  return {*this, wanted};
}

bool Room::try_take(std::size_t bytes, Share& share) {
  const std::size_t wanted = std::min(bytes, bytes_);
  {
    const std::lock_guard lock(mutex_);
    if (taken_ + wanted > bytes_) return false;
    taken_ += wanted;
  }
  share = Share(*this, wanted);
  return true;
}

}  // namespace backfile::ingest
