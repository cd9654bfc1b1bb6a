#include "server/writing/intake.h"

#include "indexer/readers/reader.h"
#include "server/writing/record_bytes.h"

namespace backfile::writing {
namespace {

// A batch is applied when it holds so many records or bytes of their stored form.
constexpr std::size_t kBatchRecords = 128;
constexpr std::size_t kBatchBytes = 512u << 10;

void read_json(RecordBytes& bytes, readers::Sink& sink) {
  readers::Options options;
  options.max_record_bytes = kMaxRecordBytes;
  source::Entry entry{"", "", bytes};
  readers::read_entry(entry, options, readers::find_format("json"), sink);
}

class Intake : public readers::Sink {
 public:
  Intake(RecordBytes& bytes, Updates& updates, const std::function<void(const RecordOutcome&)>& on_outcome)
      : bytes_(bytes), updates_(updates), on_outcome_(on_outcome) {}

  bool article(article::Article&& article, std::uint64_t place) override {
    bytes_.record_ends();
    if (std::string reason = ingest::why_refused(article); !reason.empty()) {
      settle_unread(place, Fate::refused, reason);
      return !taken_.error;
    }
    RecordOutcome& outcome = outcome_of(place);
    ingest::Record record = make_record(std::move(article), place);
    outcome.id = record.article.id;
    batch_bytes_ += record.stored.size();
    batch_.push_back(std::move(record));
    return apply_where_full();
  }
  void refused(std::uint64_t place, const std::string& reason) override { settle_unread(place, Fate::refused, reason); }
  void passed_over(std::uint64_t place, const std::string& reason) override { settle_unread(place, Fate::passed_over, reason); }
  void warning(std::uint64_t place, const std::string& what) override {
    std::string& warning = outcome_of(place).warning;
    warning += (warning.empty() ? "" : "; ") + what;
  }

  /// Once the reader is done.
  Taken finish() {
    apply();
    if (!taken_.error && bytes_.error()) taken_.error = *bytes_.error();
    return std::move(taken_);
  }

 private:
  // A record's outcome is begun by its first warning, or else when it is complete.
  RecordOutcome& outcome_of(std::uint64_t place) {
    if (outcomes_.empty() || outcomes_.back().record != place) outcomes_.push_back({place, Fate::added, {}, {}, {}});
    return outcomes_.back();
  }

  void settle_unread(std::uint64_t place, Fate fate, const std::string& reason) {
    bytes_.record_ends();
    // Of the body as a whole, or of a record that was not read for no fault of its own.
    if (place == 0 || bytes_.error()) return;
    RecordOutcome& outcome = outcome_of(place);
    outcome.fate = fate;
    outcome.reason = reason;
    apply_where_full();
  }

  bool apply_where_full() {
    if (outcomes_.size() >= kBatchRecords || batch_bytes_ >= kBatchBytes) apply();
    return !taken_.error;
  }

  void apply() {
    batch_bytes_ = 0;
    auto records = std::exchange(batch_, {});
    auto outcomes = std::exchange(outcomes_, {});
    if (taken_.error) return;
    store::Applied applied;
    if (!records.empty()) {
      auto written = updates_.put(std::move(records));
      if (!written) {
        taken_.error = written.error();
        return;
      }
      applied = std::move(*written);
      taken_.totals.revision = applied.revision;
    }
    std::size_t next = 0;
    for (RecordOutcome& outcome : outcomes) {
      if (!outcome.id.empty()) {
        outcome.fate = fate_of(applied.outcomes[next]);
        outcome.reason = std::move(applied.reasons[next++]);
      }
      count(outcome.fate);
      on_outcome_(outcome);
    }
  }

  static Fate fate_of(store::Outcome outcome) {
    switch (outcome) {
      case store::Outcome::replaced:
        return Fate::replaced;
      case store::Outcome::unchanged:
        return Fate::unchanged;
      case store::Outcome::refused:
        return Fate::refused;
      default:
        return Fate::added;
    }
  }

  void count(Fate fate) {
    Totals& totals = taken_.totals;
    switch (fate) {
      case Fate::added:
        ++totals.added;
        break;
      case Fate::replaced:
        ++totals.replaced;
        break;
      case Fate::unchanged:
        ++totals.unchanged;
        break;
      case Fate::refused:
        ++totals.refused;
        break;
      case Fate::passed_over:
        ++totals.passed_over;
        break;
    }
  }

  RecordBytes& bytes_;
  Updates& updates_;
  const std::function<void(const RecordOutcome&)>& on_outcome_;
  std::vector<ingest::Record> batch_;
  std::vector<RecordOutcome> outcomes_;  // of the batch's records and of those between them that gave no article
  std::size_t batch_bytes_ = 0;
  Taken taken_;
};

class OneArticleSink : public readers::Sink {
 public:
  explicit OneArticleSink(RecordBytes& bytes) : bytes_(bytes) {}
  bool article(article::Article&& article, std::uint64_t) override {
    note_record();
    if (!one.several) one.article = std::move(article);
    return !one.several;
  }
  void refused(std::uint64_t place, const std::string& reason) override {
    note_record();
    if (place > 0) one.reason = reason;
  }
  void passed_over(std::uint64_t place, const std::string& reason) override { refused(place, reason); }
  void warning(std::uint64_t, const std::string& what) override { one.warning += (one.warning.empty() ? "" : "; ") + what; }
  OneArticle one;

 private:
  void note_record() {
    bytes_.record_ends();
    one.several = seen_++ > 0;
  }
  RecordBytes& bytes_;
  std::uint64_t seen_ = 0;
};

}  // namespace

Taken take_articles(source::ByteStream& bytes, Updates& updates, const std::function<void(const RecordOutcome&)>& on_outcome) {
  RecordBytes counted(bytes, updates);
  Intake intake(counted, updates, on_outcome);
  read_json(counted, intake);
  return intake.finish();
}

OneArticle read_one_article(source::ByteStream& bytes, Updates& updates) {
  RecordBytes counted(bytes, updates);
  OneArticleSink sink(counted);
  read_json(counted, sink);
  if (counted.error()) sink.one.error = *counted.error();
  if (sink.one.article && sink.one.reason.empty()) sink.one.reason = ingest::why_refused(*sink.one.article);
  return std::move(sink.one);
}

}  // namespace backfile::writing
