#include "server/http/answer_cache.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace backfile::http {
namespace {

constexpr std::size_t kLargest = 16;  // answers, that there is room for at least

std::size_t bytes_of(const std::string& asked, const Response& response) {
  constexpr std::size_t kKeeping = 400;  // nodes of list and map, the shared count, three strings
  std::size_t bytes = kKeeping + asked.size() + response.content_type.size() + response.body.size();
  for (const auto& [name, value] : response.headers) bytes += sizeof(Headers::value_type) + name.size() + value.size();
  return bytes;
}

}  // namespace

std::shared_ptr<const Response> AnswerCache::find(const search::Engine::State& state, const std::string& asked) {
  const std::lock_guard lock(mutex_);
  if (state_ != state) {
    empty();
    state_ = state;
  }
  const auto place = places_.find(asked);
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->response;
}

void AnswerCache::keep(const search::Engine::State& state, const std::string& asked, const Response& response) {
  const std::size_t bytes = bytes_of(asked, response);
  if (bytes > most_ / kLargest) return;
  auto kept = std::make_shared<const Response>(response);
  const std::lock_guard lock(mutex_);
  if (closed_ || state_ != state || places_.count(asked) > 0) return;
  entries_.push_front({asked, std::move(kept), bytes});
  places_.emplace(entries_.front().asked, entries_.begin());
  bytes_ += bytes;
  while (bytes_ > most_) forget_last();
}

void AnswerCache::forget_last() {
  bytes_ -= entries_.back().bytes;
  places_.erase(entries_.back().asked);
  entries_.pop_back();
}

void AnswerCache::empty() {
  places_.clear();
  entries_.clear();
  bytes_ = 0;
}

void AnswerCache::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  empty();
}

std::size_t AnswerCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

void set_took_ms(std::string& json, double milliseconds) {
  constexpr std::string_view kKey = "\"took_ms\":";
  const std::size_t key = json.find(kKey);
  if (key == json.npos) return;
  const std::size_t begin = key + kKey.size(), end = json.find_first_of(",}", begin);
  if (end == json.npos) return;
  char text[32];
  const int length = std::snprintf(text, sizeof text, "%.2f", milliseconds);
  json.replace(begin, end - begin, text, static_cast<std::size_t>(length));
}

}  // namespace backfile::http
