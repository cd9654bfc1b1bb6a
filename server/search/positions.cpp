#include "server/search/positions.h"

#include <algorithm>

namespace backfile::search {
namespace {

using Articles = std::vector<Xapian::docid>;

/// Some articles of one database; ends the match by DeadlinePassed once the deadline has passed.
class Only : public Xapian::PostingSource {
 public:
  Only(const Articles& articles, const Deadline& deadline) : articles_(articles), deadline_(deadline) {}

  void init(const Xapian::Database&) override { next_ = articles_.begin(); }
  Xapian::doccount get_termfreq_min() const override { return static_cast<Xapian::doccount>(articles_.size()); }
  Xapian::doccount get_termfreq_est() const override { return get_termfreq_min(); }
  Xapian::doccount get_termfreq_max() const override { return get_termfreq_min(); }
  void next(double) override {
    constexpr unsigned kLookAtClock = 16;  // articles whose positions are read, some microseconds each for every word
    if (++asked_ % kLookAtClock == 0) deadline_.check();
    at_ = next_ == articles_.end() ? 0 : *next_++;
  }
  void skip_to(Xapian::docid to, double least) override {
    if (at_ >= to) return;
    next_ = std::lower_bound(next_, articles_.end(), to);
    next(least);
  }
  bool at_end() const override { return at_ == 0; }
  Xapian::docid get_docid() const override { return at_; }
  std::string get_description() const override { return "Only"; }

 private:
  const Articles& articles_;
  const Deadline& deadline_;
  Articles::const_iterator next_;
  Xapian::docid at_ = 0;
  unsigned asked_ = 0;
};

}  // namespace

Articles standing(const Xapian::Query& row, const Articles& articles, const Xapian::Database& database, const Deadline& deadline) {
  Articles found;
  if (articles.empty()) return found;
  Only only(articles, deadline);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, row, Xapian::Query(&only)));
  const auto matches = enquire.get_mset(0, static_cast<Xapian::doccount>(articles.size()));
  for (auto match = matches.begin(); match != matches.end(); ++match) found.push_back(*match);
  return found;
}

}  // namespace backfile::search
