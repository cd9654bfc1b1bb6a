#include "server/search/rows.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/glass/neighbours.h"
#include "indexer/glass/posting_reader.h"
#include "server/search/positions.h"
#include "server/search/posting_walk.h"
#include "server/search/shard_positions.h"

namespace backfile::search {
namespace {

using Articles = std::vector<Xapian::docid>;
using Positions = std::vector<Xapian::termpos>;

constexpr unsigned kLookedAt = 200;  // articles with both words: reading their positions takes a microsecond each
constexpr unsigned kFound = 30;      // in a row, which is exact to a fifth
constexpr double kTooFew = 8;        // of those needed would have been found, and not a quarter was: the rest hardly brings them
constexpr unsigned kSteps = 5'000;   // in the posting lists
constexpr double kAtOnce = 250;      // of the rarer word's articles

/// A database's postings, by its tables. A reader for each word, as both are gone through at once.
struct InTables {
  explicit InTables(const ShardTables& tables) : rarer(tables.postings), other(tables.postings) {}

  glass::PostingReader rarer, other;

  void check() const {
    for (const auto* result : {&rarer.result(), &other.result()}) throw_where_it_failed(*result);
  }
};

/// The same by Xapian, which throws by itself.
struct InDatabase {
  explicit InDatabase(const Xapian::Database& database) : rarer(database), other(database) {}

  const Xapian::Database &rarer, &other;

  void check() const {}
};

class Sample {
 public:
  Sample(const Terms& terms, const Row& row, double needed)
      : row_(row), beside_first_{0, glass::neighbour_code(row.second)}, needed_(needed) {
    const double first = terms.articles(row.first), second = terms.articles(row.second);
    rarer_ = first < second ? &row.first : &row.second;
    other_ = first < second ? &row.second : &row.first;
    all_ = std::min(first, second);
  }

  /// Whether there is anything to go through.
  bool is_empty() const { return all_ == 0; }

  /// Goes through the database's articles, some at a time, until it knows enough, which is what it says. docids: that there are in all
  /// databases.
  template <class Source>
  bool knows_enough(Source&& source, ShardPositions positions, Xapian::docid last, double docids) {
    const auto span = static_cast<Xapian::docid>(std::clamp(kAtOnce * docids / all_, kAtOnce, 1e9));
    for (Xapian::docid from = 1; from <= last; from += std::min(span, last - from + 1)) {
      some_.clear();
      with_.clear();
      const auto first = from;
      walk(source.rarer, *rarer_, Within(first, first + std::min(span - 1, last - first)),
           [&](std::size_t index, Xapian::termcount) { some_.push_back(first + static_cast<Xapian::docid>(index)); });
      if (!some_.empty()) walk(source.other, *other_, Within(some_), [&](std::size_t index, Xapian::termcount) { with_.push_back(index); });
      source.check();
      for (const auto index : with_) {
        if (is_enough(gone_through_ + static_cast<double>(index))) return true;
        ++looked_at_;
        positions.read(row_.first, some_[index], positions_[0], kAllPositions, beside_first_);
        if (positions_[0].empty()) continue;
        positions.read(row_.second, some_[index], positions_[1]);
        if (stand_in_a_row(positions_, 2)) ++found_;
      }
      gone_through_ += static_cast<double>(some_.size());
      if (is_enough(gone_through_)) return true;
    }
    return false;
  }

  /// The share of the rarer word's articles that were gone through tells how many follow; articles of one matter may lie side by side.
  std::uint64_t rows() const { return enough_at_ ? static_cast<std::uint64_t>(std::llround(found_ * all_ / *enough_at_)) : found_; }

 private:
  bool is_enough(double steps) {
    const double would_be_found = needed_ * steps / all_;
    const bool too_few = would_be_found >= kTooFew && found_ * 4 < would_be_found;
    const bool enough = found_ >= kFound && found_ >= 2 * would_be_found;
    if (steps > 0 && (too_few || enough || looked_at_ == kLookedAt || steps >= kSteps)) enough_at_ = steps;
    return enough_at_.has_value();
  }

  const Row& row_;
  const glass::Neighbours beside_first_;
  const double needed_;
  const std::string *rarer_ = nullptr, *other_ = nullptr;
  double all_ = 0, gone_through_ = 0;
  unsigned looked_at_ = 0, found_ = 0;
  std::optional<double> enough_at_;  // so many of the rarer word's articles
  Articles some_;
  std::vector<std::size_t> with_;
  WordPositions positions_ = WordPositions(2);
};

}  // namespace

std::uint64_t articles_in_a_row(const Terms& terms, const Row& row, double needed, const Deadline& deadline) {
  deadline.check();
  Sample sample(terms, row, needed);
  if (sample.is_empty()) return 0;
  const auto shards = terms.shards();
  double docids = 0;
  for (const auto& shard : shards) docids += shard.last;
  for (const auto& [database, tables, last] : shards) {
    ShardPositions positions(*database, tables.positions);
    if (tables.postings ? sample.knows_enough(InTables(tables), std::move(positions), last, docids)
                        : sample.knows_enough(InDatabase(*database), std::move(positions), last, docids))
      break;
  }
  return sample.rows();
}

}  // namespace backfile::search
