#include "indexer/ingest/reading.h"

#include <algorithm>
#include <memory>

#include "indexer/article/id.h"
#include "indexer/article/stored.h"
#include "indexer/ingest/document.h"
#include "indexer/ingest/share.h"

namespace backfile::ingest {
namespace {

// Passes bytes on and counts them, for the progress display.
class CountedStream : public source::ByteStream {
 public:
  explicit CountedStream(source::ByteStream& inner) : inner_(inner) {}
  Result<std::size_t> read(char* buffer, std::size_t size) override {
    auto got = inner_.read(buffer, size);
    if (got) count_ += *got;
    return got;
  }
  std::uint64_t count() const { return count_; }

 private:
  source::ByteStream& inner_;
  std::uint64_t count_ = 0;
};

}  // namespace

// Takes what a reader finds in one entry.
class Reading::EntrySink : public readers::Sink {
 public:
  EntrySink(Reading& reading, std::string path, const std::string& name, const CountedStream& bytes, const Share& share)
      : reading_(reading), path_(std::move(path)), name_(std::make_shared<const std::string>(name)), bytes_(bytes), share_(share) {}

  bool article(article::Article&& article, std::uint64_t place) override {
    reading_.ledger_.tick(share_.now(bytes_.count()));
    if (std::string reason = why_refused(article); !reason.empty()) {
      reading_.refuse(*name_, place, reason);
      return going_on();
    }
    Record record;
    record.number = reading_.ledger_.read();
    article.id = article::assign_id(article, {path_, place});
    record.stored = article::encode(article);
    record.digest = article::digest(record.stored);
    record.article = std::move(article);
    record.file = name_;
    record.place = place;
    going_on_ = reading_.take(std::move(record));
    return going_on();
  }

  void refused(std::uint64_t place, const std::string& reason) override { reading_.refuse(*name_, place, reason); }
  void passed_over(std::uint64_t place, const std::string& reason) override { reading_.ledger_.passed_over({*name_, place, reason}); }
  void warning(std::uint64_t place, const std::string& what) override { reading_.ledger_.warn({*name_, place, what}); }
  bool going_on() const { return going_on_ && !reading_.loader_.has_failed(); }

 private:
  Reading& reading_;
  const std::string path_;
  const std::shared_ptr<const std::string> name_;
  const CountedStream& bytes_;
  const Share& share_;
  bool going_on_ = true;
};

void Reading::run(const std::vector<std::string>& arguments) {
  Share share(arguments);
  const auto on_entry = [&](source::Entry& entry) {
    share.begin(entry);
    CountedStream counted(entry.bytes);
    source::Entry passed{entry.path, entry.name, counted, entry.packed_size};
    EntrySink sink(*this, entry.path, entry.name, counted, share);
    readers::read_entry(passed, options_.readers, options_.format, sink);
    ledger_.tick(share.now(counted.count()));
    return sink.going_on();
  };
  source::walk(arguments, options_.limits, on_entry, [&](const std::string& name, const Error& error) { refuse(name, 0, error.message); });
}

void Reading::refuse(const std::string& file, std::uint64_t place, const std::string& reason) {
  ledger_.refuse(ledger_.read(), {file, place, reason});
}

bool Reading::take(Record record) {
  bound_claims();
  switch (claims_.claim(record.article.id, record.digest, record.number)) {
    case Claims::Claim::identical:
      ledger_.settle(record.number, Fate::unchanged);
      return true;
    case Claims::Claim::repeated:
      return loader_.add_late(record);
    case Claims::Claim::first:
      break;
  }
  const std::size_t bytes = record.bytes();
  return records_.push(std::move(record), bytes);
}

// What is settled the archive knows: the entry goes, and builders look at the newest archive for every record that comes after.
void Reading::bound_claims() {
  if (claims_.size() < claims_limit_) return;
  claims_.forget([&](std::uint64_t number) { return ledger_.is_settled(number); });
  ++archive_changes_;
  // Few are left as a rule. Where many are still on their way, sweeping again at every record would be slow.
  claims_limit_ = std::max(kClaims, 2 * claims_.size());
}

}  // namespace backfile::ingest
