#include "server/search/deadline_source.h"

namespace backfile::search {
namespace {

class DeadlineSource : public Xapian::PostingSource {
 public:
  explicit DeadlineSource(Deadline::Clock::time_point end) : end_(end) {}
  PostingSource* clone() const override { return new DeadlineSource(end_); }
  void init(const Xapian::Database& database) override {
    at_ = 0;
    last_ = database.get_lastdocid();
    articles_ = database.get_doccount();
  }
  Xapian::doccount get_termfreq_min() const override { return articles_; }
  Xapian::doccount get_termfreq_est() const override { return articles_; }
  Xapian::doccount get_termfreq_max() const override { return articles_; }
  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid to, double) override { move_to(std::max(at_, to)); }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  std::string get_description() const override { return "Deadline"; }

 private:
  // Numbers that no document has do no harm: another list beside this one has only those of documents.
  void move_to(Xapian::docid to) {
    constexpr unsigned kLookAtClock = 16;  // articles whose positions are read, some microseconds each for every word
    at_ = to;
    if (++asked_ % kLookAtClock == 0) Deadline(end_).check();
  }

  const Deadline::Clock::time_point end_;
  Xapian::docid at_ = 0, last_ = 0;
  Xapian::doccount articles_ = 0;
  unsigned asked_ = 0;
};

}  // namespace

Xapian::Query within(const Deadline& deadline) { return Xapian::Query((new DeadlineSource(deadline.end()))->release()); }

}  // namespace backfile::search
