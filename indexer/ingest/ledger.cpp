#include "indexer/ingest/ledger.h"

namespace backfile::ingest {
namespace {

constexpr std::size_t kKeptRefusals = 20;    // as Report::first_refusals says
constexpr std::size_t kRemembered = 10'000;  // refusals that a later record may be the same as
constexpr auto kTickPause = std::chrono::milliseconds(200);

}  // namespace

std::uint64_t Ledger::read() {
  const std::lock_guard lock(mutex_);
  return ++report_.read;
}

void Ledger::passed_over(const Refusal& what) {
  const std::lock_guard lock(mutex_);
  ++report_.passed_over;
  passed_over_.add(what.reason);
  progress_.passed_over(what);
}

void Ledger::count_settled(std::uint64_t number) {
  settled_.add(number);
  settled_or_waiting_.add(number);
}

void Ledger::settle(std::uint64_t number, Fate fate) {
  const std::lock_guard lock(mutex_);
  switch (fate) {
    case Fate::added:
      ++report_.added;
      break;
    case Fate::replaced:
      ++report_.replaced;
      break;
    case Fate::unchanged:
      ++report_.unchanged;
      break;
  }
  count_settled(number);
  settle_followers(number);
}

void Ledger::refuse(std::uint64_t number, Refusal refusal) {
  const std::lock_guard lock(mutex_);
  if (refused_.size() < kRemembered) refused_.emplace(number, refusal.reason);
  count_refused(number, std::move(refusal));
  settle_followers(number);
}

void Ledger::refuse_unread(Refusal refusal) {
  const std::lock_guard lock(mutex_);
  count_refused(++report_.read, std::move(refusal));
}

void Ledger::follow(std::uint64_t number, std::uint64_t earlier, Refusal where) {
  const std::lock_guard lock(mutex_);
  followers_.emplace(earlier, Follower{number, std::move(where)});
  if (settled_.contains(earlier)) settle_followers(earlier);
}

void Ledger::settle_followers(std::uint64_t number) {
  const auto why = refused_.find(number);
  const auto [begin, end] = followers_.equal_range(number);
  for (auto follower = begin; follower != end; ++follower) {
    auto& [own, where] = follower->second;
    if (why != refused_.end()) {
      where.reason = why->second;
      count_refused(own, std::move(where));
    } else {
      ++report_.unchanged;
      count_settled(own);
    }
  }
  followers_.erase(begin, end);
}

void Ledger::count_refused(std::uint64_t number, Refusal refusal) {
  ++report_.refused;
  count_settled(number);
  progress_.refused(refusal);
  if (report_.first_refusals.size() < kKeptRefusals) report_.first_refusals.push_back(std::move(refusal));
}

void Ledger::warn(const Refusal& what) {
  const std::lock_guard lock(mutex_);
  ++report_.warnings;
  progress_.warned(what);
}

void Ledger::stopped() {
  const std::lock_guard lock(mutex_);
  report_.stopped = true;
}

void Ledger::recount_as_replaced(std::uint64_t records) {
  const std::lock_guard lock(mutex_);
  report_.added -= records;
  report_.replaced += records;
}

void Ledger::postpone(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  settled_or_waiting_.add(number);
}

std::uint64_t Ledger::waited_for() const {
  const std::lock_guard lock(mutex_);
  return settled_or_waiting_.prefix();
}

bool Ledger::is_settled(std::uint64_t number) const {
  const std::lock_guard lock(mutex_);
  return settled_.contains(number);
}

std::uint64_t Ledger::unsettled() const {
  const std::lock_guard lock(mutex_);
  return report_.read - (report_.added + report_.replaced + report_.unchanged + report_.refused);
}

void Ledger::announce() {
  const std::lock_guard lock(mutex_);
  if (settled_.prefix() == announced_) return;
  announced_ = settled_.prefix();
  progress_.committed(announced_);
}

void Ledger::tick(double share) {
  const std::lock_guard lock(mutex_);
  const auto now = Clock::now();
  if (now - ticked_ < kTickPause) return;
  ticked_ = now;
  report_.seconds = std::chrono::duration<double>(now - begun_).count();
  progress_.tick(report_, share);
}

Report Ledger::report() const {
  const std::lock_guard lock(mutex_);
  Report report = report_;
  report.passed_over_reasons = passed_over_.counts();
  report.profile = profile_.times();
  report.seconds = std::chrono::duration<double>(Clock::now() - begun_).count();
  return report;
}

}  // namespace backfile::ingest
