#include "server/writing/committer.h"

#include <algorithm>

namespace backfile::writing {
namespace {

using std::chrono::milliseconds;

// After the last change the lock is kept for this long: clients that write one article after the other find the databases open.
constexpr milliseconds kIdle{200};
// Others that wait for the lock ask for it every 10 ms (store/lock.cpp). Under steady writing here they get their turn this often.
constexpr milliseconds kLongestHold{1000}, kOthersTurn{30};
// Of one commit. What a request hands in at once is never parted, so a commit may be larger by one request.
constexpr std::size_t kMostChanges = 1'000;

}  // namespace

Committer::Committer(std::string archive, milliseconds wait, std::function<void(double seconds)> committed)
    : archive_(std::move(archive)), wait_(wait), committed_(std::move(committed)) {
  thread_ = std::thread([this] { run(); });
}

Committer::~Committer() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  arrived_.notify_all();
  thread_.join();
}

Result<store::Applied> Committer::apply(std::vector<Change> changes) {
  Job job;
  job.changes = std::move(changes);
  job.deadline = Clock::now() + wait_;
  std::unique_lock lock(mutex_);
  jobs_.push_back(&job);
  arrived_.notify_all();
  finished_.wait(lock, [&] { return job.done; });
  return std::move(job.result);
}

void Committer::run() {
  while (await_jobs()) {
    if (auto locked = take_lock(); !locked) {
      give_up(locked.error(), locked.error().code == Code::locked ? Clock::now() : Clock::time_point::max());
      continue;
    }
    commit(take_group());
  }
}

/// False where no more will come. Lets go of the lock while nothing comes.
bool Committer::await_jobs() {
  std::unique_lock lock(mutex_);
  const auto something = [this] { return !jobs_.empty() || closing_; };
  if (!arrived_.wait_for(lock, kIdle, something)) {
    lock.unlock();
    writer_.reset();
    lock.lock();
    arrived_.wait(lock, something);
  }
  return !jobs_.empty();
}

Result<void> Committer::take_lock() {
  if (writer_ && Clock::now() - locked_at_ > kLongestHold) {
    writer_.reset();
    std::this_thread::sleep_for(kOthersTurn);
  }
  if (writer_) return {};
  Clock::time_point deadline;
  {
    const std::lock_guard lock(mutex_);
    deadline = jobs_.front()->deadline;
  }
  const std::chrono::duration<double> left = deadline - Clock::now();
  auto opened = store::Writer::open(archive_, std::max(0.0, left.count()));
  if (!opened) return tl::unexpected<Error>(opened.error());
  writer_ = std::move(*opened);
  locked_at_ = Clock::now();
  return {};
}

std::vector<Committer::Job*> Committer::take_group() {
  std::vector<Job*> group;
  const std::lock_guard lock(mutex_);
  for (std::size_t changes = 0; !jobs_.empty() && changes < kMostChanges; jobs_.pop_front()) {
    group.push_back(jobs_.front());
    changes += group.back()->changes.size();
  }
  return group;
}

/// The jobs whose time has passed.
void Committer::give_up(const Error& error, Clock::time_point due) {
  std::vector<Job*> late;
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(jobs_, [&](Job* job) {
      const bool given_up = job->deadline <= due;
      if (given_up) late.push_back(job);
      return given_up;
    });
  }
  for (Job* job : late) finish(*job, tl::unexpected<Error>(error));
}

void Committer::commit(const std::vector<Job*>& group) {
  const auto begun = Clock::now();
  for (Job* job : group) {
    for (Change& change : job->changes) {
      if (change.removes) {
        writer_->remove(change.id, change.reason);
      } else {
        writer_->put(change.id, std::move(change.article.document));
      }
    }
  }
  auto applied = writer_->commit();
  if (applied) committed_(std::chrono::duration<double>(Clock::now() - begun).count());
  if (!applied) writer_.reset();  // with what is pending: its senders are told, and may send it again
  std::size_t next = 0;
  for (Job* job : group) {
    if (!applied) {
      finish(*job, tl::unexpected<Error>(applied.error()));
      continue;
    }
    store::Applied own{{}, {}, applied->revision};
    for (const std::size_t end = next + job->changes.size(); next < end; ++next) {
      own.outcomes.push_back(applied->outcomes[next]);
      own.reasons.push_back(std::move(applied->reasons[next]));
    }
    finish(*job, std::move(own));
  }
}

/// The job may be gone as soon as this returns.
void Committer::finish(Job& job, Result<store::Applied> result) {
  const std::lock_guard lock(mutex_);
  job.result = std::move(result);
  job.done = true;
  finished_.notify_all();
}

}  // namespace backfile::writing
