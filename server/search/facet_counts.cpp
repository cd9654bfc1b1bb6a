#include "server/search/facet_counts.h"

#include <unordered_map>
#include <variant>

#include "indexer/article/date.h"

namespace backfile::search {
namespace {

constexpr std::int64_t kSecondsADay = 86'400;

using Tell = std::function<void(const std::string& content, std::uint64_t count)>;

class YearsOfSlots : public SlotCounts, public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    const std::string first = document.get_value(schema::kFirstSlot);
    if (!first.empty()) ++counts_[article::civil_from_days(schema::read_time_value(first) / kSecondsADay).year];
  }
  Xapian::MatchSpy& spy() override { return *this; }
  void each(const Tell& tell) const override {
    for (const auto& [year, count] : counts_) tell(article::to_iso({.year = year, .precision = article::Precision::year}), count);
  }

 private:
  std::unordered_map<int, std::uint64_t> counts_;
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
  /// of: each shard's column of the facet.
  explicit ValuesOfColumns(const std::vector<const Column*>& of) {
    for (const auto* column : of) shards_.push_back({*column, std::vector<std::uint32_t>(column->contents.size())});
  }
  void add(std::size_t shard, std::span<const Xapian::docid> articles) override {
    auto& [column, counts] = shards_[shard];
    std::visit(
        [&, &counts = counts](const auto& of) {
          for (const auto article : articles) ++counts[of[article]];
        },
        column.of);
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
  std::vector<const Column*> of;
  for (const auto& shard : columns.shards) of.push_back(facet.field ? &shard->values.at(*facet.field) : &shard->years);
  return std::make_unique<ValuesOfColumns>(of);
}

}  // namespace backfile::search
