#include "indexer/ingest/reading.h"

#include <malloc.h>

#include <algorithm>
#include <memory>

#include "indexer/article/id.h"
#include "indexer/article/stored.h"
#include "indexer/ingest/document.h"
#include "indexer/ingest/share.h"

namespace backfile::ingest {
namespace {

// Reading a record takes several times its size. One that is larger than this is read while nothing is built, so that the two needs for
// memory do not add up.
constexpr std::uint64_t kLargeRecord = 8u << 20;

}  // namespace

// Passes bytes on and counts them, for the progress display and for the room that a large record needs.
class Reading::RecordStream : public source::ByteStream {
 public:
  RecordStream(source::ByteStream& inner, const Shared& shared) : inner_(inner), shared_(shared) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    auto got = inner_.read(buffer, size);
    if (got) count_ += *got;
    if (count_ - record_begin_ > kLargeRecord && room_.bytes() == 0) {
      room_ = shared_.room.take_all(shared_.loader.failed());
      ::malloc_trim(0);  // what documents took is free, but the process has it still
    }
    return got;
  }
  std::uint64_t count() const { return count_; }
  /// Before what was read goes on its way: those who build it need the room.
  void record_ends() {
    record_begin_ = count_;
    room_ = {};
  }

 private:
  source::ByteStream& inner_;
  const Shared& shared_;
  std::uint64_t count_ = 0, record_begin_ = 0;
  Room::Share room_;
};

// Takes what a reader finds in one entry.
class Reading::EntrySink : public readers::Sink {
 public:
  EntrySink(Reading& reading, std::string path, const std::string& name, RecordStream& bytes, const Share& share)
      : reading_(reading), path_(std::move(path)), name_(std::make_shared<const std::string>(name)), bytes_(bytes), share_(share) {}

  bool article(article::Article&& article, std::uint64_t place) override {
    bytes_.record_ends();
    reading_.shared_.ledger.tick(share_.now(bytes_.count()));
    if (std::string reason = why_refused(article); !reason.empty()) {
      reading_.refuse(*name_, place, reason);
      return going_on();
    }
    const Profile::Within within(reading_.shared_.ledger.profile(), Phase::stored_form);
    Record record;
    record.number = reading_.shared_.ledger.read();
    article.id = article::assign_id(article, {path_, place});
    if (reading_.options_.on_article) reading_.options_.on_article(path_, article.id);
    record.stored = article::encode(article);
    record.digest = article::digest(record.stored);
    record.article = std::move(article);
    record.file = name_;
    record.place = place;
    going_on_ = reading_.take(std::move(record));
    return going_on();
  }

  void refused(std::uint64_t place, const std::string& reason) override {
    bytes_.record_ends();
    reading_.refuse(*name_, place, reason);
  }
  void passed_over(std::uint64_t place, const std::string& reason) override {
    reading_.shared_.ledger.passed_over({*name_, place, reason});
  }
  void warning(std::uint64_t place, const std::string& what) override { reading_.shared_.ledger.warn({*name_, place, what}); }
  bool going_on() const { return going_on_ && !reading_.shared_.loader.has_failed() && !reading_.is_stopped(); }

 private:
  Reading& reading_;
  const std::string path_;
  const std::shared_ptr<const std::string> name_;
  RecordStream& bytes_;
  const Share& share_;
  bool going_on_ = true;
};

void Reading::run(const std::vector<std::string>& arguments) {
  const Profile::Within within(shared_.ledger.profile(), Phase::reading);
  Share share(arguments);
  const auto on_entry = [&](source::Entry& entry) {
    share.begin(entry);
    RecordStream counted(entry.bytes, shared_);
    source::Entry passed{entry.path, entry.name, counted, entry.packed_size, entry.neighbours};
    EntrySink sink(*this, entry.path, entry.name, counted, share);
    readers::read_entry(passed, options_.readers, options_.format, sink);
    shared_.ledger.tick(share.now(counted.count()));
    return sink.going_on();
  };
  source::walk(arguments, options_.limits, on_entry, [&](const std::string& name, const Error& error) { refuse(name, 0, error.message); });
}

void Reading::refuse(const std::string& file, std::uint64_t place, const std::string& reason) {
  shared_.ledger.refuse_unread({file, place, reason});
}

bool Reading::is_stopped() const {
  if (!options_.stop || !*options_.stop) return false;
  shared_.ledger.stopped();
  return true;
}

bool Reading::take(Record record) {
  bound_claims();
  std::uint64_t earlier = 0;
  switch (claims_.claim(record.article.id, record.digest, record.number, earlier)) {
    case Claims::Claim::identical:
      shared_.ledger.follow(record.number, earlier, {*record.file, record.place, {}});
      return true;
    case Claims::Claim::repeated:
      return shared_.loader.add_late(record);
    case Claims::Claim::first:
      break;
  }
  const std::size_t bytes = record.bytes();
  return shared_.records.push(std::move(record), bytes);
}

// What is settled the archive knows: the entry goes, and builders look at the newest archive for every record that comes after.
void Reading::bound_claims() {
  if (claims_.size() < claims_limit_) return;
  claims_.forget([&](std::uint64_t number) { return shared_.ledger.is_settled(number); });
  ++shared_.archive_changes;
  // Few are left as a rule. Where many are still on their way, sweeping again at every record would be slow.
  claims_limit_ = std::max(kClaims, 2 * claims_.size());
}

}  // namespace backfile::ingest
