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

class YearsOfSlots : public SlotCounts, public Xapian::MatchSpy {
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

class YearsOfColumns : public ColumnCounts {
 public:
  explicit YearsOfColumns(const Columns& columns) : columns_(columns) {}
  void add(std::size_t shard, std::size_t stretch, const StretchSet& articles) override {
    const auto* const years = columns_.shards[shard]->year.data() + first_of_stretch(stretch);
    articles.each([&](std::size_t index) { years_.add(years[index]); });
  }
  void each(const Tell& tell) const override { years_.each(tell); }

 private:
  const Columns& columns_;
  Years years_;
};

class ValuesOfSlots : public SlotCounts {
 public:
  explicit ValuesOfSlots(schema::Field field) : spy_(schema::info(field).slot) {}
  Xapian::MatchSpy& spy() override { return spy_; }
  void each(const Tell& tell) const override {
    for (auto content = spy_.values_begin(); content != spy_.values_end(); ++content) tell(*content, content.get_termfreq());
  }

 private:
  Xapian::ValueCountMatchSpy spy_;
};

class ValuesOfColumns : public ColumnCounts {
 public:
  ValuesOfColumns(schema::Field field, const Columns& columns) {
    for (const auto& shard : columns.shards) {
      const Column& column = shard->values.at(field);
      shards_.push_back({column, std::vector<std::uint32_t>(column.contents.size())});
    }
  }
  void add(std::size_t shard, std::size_t stretch, const StretchSet& articles) override {
    auto& [column, counts] = shards_[shard];
    const auto* const of = column.of.data() + first_of_stretch(stretch);
    articles.each([&](std::size_t index) { ++counts[of[index]]; });
  }
  void each(const Tell& tell) const override {
    for (const auto& [column, counts] : shards_)
      for (std::size_t i = 1; i < counts.size(); ++i)
        if (counts[i] > 0) tell(column.contents[i], counts[i]);
  }

 private:
  struct Shard {
    const Column& column;
    std::vector<std::uint32_t> counts;  // by place in contents
  };
  std::vector<Shard> shards_;
};

}  // namespace

std::unique_ptr<SlotCounts> count_in_slots(const query::FacetInfo& facet) {
  if (!facet.field) return std::make_unique<YearsOfSlots>();
  return std::make_unique<ValuesOfSlots>(*facet.field);
}

std::unique_ptr<ColumnCounts> count_in_columns(const query::FacetInfo& facet, const Columns& columns) {
  if (!facet.field) return std::make_unique<YearsOfColumns>(columns);
  return std::make_unique<ValuesOfColumns>(*facet.field, columns);
}

}  // namespace backfile::search
