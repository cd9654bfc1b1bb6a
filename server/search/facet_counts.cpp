#include "server/search/facet_counts.h"

#include <array>

#include "indexer/article/date.h"

namespace backfile::search {
namespace {

constexpr std::int64_t kSecondsADay = 86'400;

using Tell = std::function<void(const std::string& content, std::uint64_t count)>;

/// By year; none is year 0.
class Years {
 public:
  void add(int year) { ++counts_[static_cast<std::size_t>(year)]; }
  void each(const Tell& tell) const {
    for (std::size_t year = 1; year < counts_.size(); ++year)
      if (counts_[year] > 0) tell(article::to_iso({.year = static_cast<int>(year), .precision = article::Precision::year}), counts_[year]);
  }

 private:
  std::array<std::uint64_t, 10'000> counts_{};
};

class YearsOfSlots : public FacetCounts, public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    const std::string first = document.get_value(schema::kFirstSlot);
    if (!first.empty()) years_.add(article::civil_from_days(schema::read_time_value(first) / kSecondsADay).year);
  }
  Xapian::MatchSpy& spy() override { return *this; }
  void each(const Tell& tell) const override { years_.each(tell); }

 private:
  Years years_;
};

class YearsOfColumns : public FacetCounts, public Xapian::MatchSpy {
 public:
  explicit YearsOfColumns(const MatchColumns& columns) : columns_(columns) {}
  void operator()(const Xapian::Document& document, double) override {
    years_.add(columns_.shard(columns_.place()).year[document.get_docid()]);
  }
  Xapian::MatchSpy& spy() override { return *this; }
  void each(const Tell& tell) const override { years_.each(tell); }

 private:
  const MatchColumns& columns_;
  Years years_;
};

class ValuesOfSlots : public FacetCounts {
 public:
  explicit ValuesOfSlots(schema::Field field) : spy_(schema::info(field).slot) {}
  Xapian::MatchSpy& spy() override { return spy_; }
  void each(const Tell& tell) const override {
    for (auto content = spy_.values_begin(); content != spy_.values_end(); ++content) tell(*content, content.get_termfreq());
  }

 private:
  Xapian::ValueCountMatchSpy spy_;
};

class ValuesOfColumns : public FacetCounts, public Xapian::MatchSpy {
 public:
  ValuesOfColumns(schema::Field field, const MatchColumns& columns) : columns_(columns) {
    for (std::size_t place = 0; place < columns.shards(); ++place) {
      const Column& column = columns.shard(place).values.at(field);
      shards_.push_back({&column, std::vector<std::uint32_t>(column.contents.size())});
    }
  }
  void operator()(const Xapian::Document& document, double) override {
    Shard& shard = shards_[columns_.place()];
    ++shard.counts[shard.column->of[document.get_docid()]];
  }
  Xapian::MatchSpy& spy() override { return *this; }
  void each(const Tell& tell) const override {
    for (const Shard& shard : shards_)
      for (std::size_t i = 1; i < shard.counts.size(); ++i)
        if (shard.counts[i] > 0) tell(shard.column->contents[i], shard.counts[i]);
  }

 private:
  struct Shard {
    const Column* column;
    std::vector<std::uint32_t> counts;  // by place in contents
  };
  const MatchColumns& columns_;
  std::vector<Shard> shards_;
};

}  // namespace

std::unique_ptr<FacetCounts> count_facet(const query::FacetInfo& facet, const MatchColumns* columns) {
  if (!facet.field && !columns) return std::make_unique<YearsOfSlots>();
  if (!facet.field) return std::make_unique<YearsOfColumns>(*columns);
  if (!columns) return std::make_unique<ValuesOfSlots>(*facet.field);
  return std::make_unique<ValuesOfColumns>(*facet.field, *columns);
}

}  // namespace backfile::search
