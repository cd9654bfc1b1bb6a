// Columns out of what Xapian keeps: by its table where that is ours to read (glass/value_reader), else by its iterators.
#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>
#include <future>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/article/date.h"
#include "indexer/glass/value_reader.h"
#include "server/query/facets.h"
#include "server/search/columns.h"

namespace backfile::search {
namespace {

constexpr std::int64_t kSecondsADay = 86'400;

/// Values and lengths of one database, in the order of its documents. Where it is by its table, any thread may read it.
class Source {
 public:
  Source(const Xapian::Database& shard, const ShardTables& tables) : shard_(shard), table_(tables.postings), last_(shard.get_lastdocid()) {}

  Xapian::docid last() const { return last_; }
  bool is_for_any_thread() const { return table_ != nullptr; }

  /// visit(document, value)
  template <class Visit>
  void values(Xapian::valueno slot, Visit&& visit) const {
    if (table_) return read([&](glass::ValueReader& reader) { reader.values(slot, visit); });
    for (auto value = shard_.valuestream_begin(slot); value != shard_.valuestream_end(slot); ++value)
      visit(value.get_docid(), std::string_view(*value));
  }
  /// visit(document, length)
  template <class Visit>
  void lengths(Visit&& visit) const {
    if (table_) return read([&](glass::ValueReader& reader) { reader.lengths(visit); });
    for (auto document = shard_.postlist_begin(""); document != shard_.postlist_end(""); ++document)
      visit(*document, document.get_doclength());
  }

 private:
  template <class Read>
  void read(Read&& read) const {
    glass::ValueReader reader(table_, last_);
    read(reader);
    throw_where_it_failed(reader.result());
  }

  const Xapian::Database& shard_;
  const std::shared_ptr<const glass::TableFile> table_;
  const Xapian::docid last_;
};

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

Column read_column(const Source& source, Xapian::valueno slot) {
  std::vector<std::uint32_t> of(source.last() + 1);
  std::vector<std::string> contents{""};
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> places;
  source.values(slot, [&](Xapian::docid document, std::string_view value) {
    auto place = places.find(value);
    if (place == places.end()) {
      place = places.emplace(value, static_cast<std::uint32_t>(contents.size())).first;
      contents.push_back(place->first);
    }
    of[document] = place->second;
  });
  return {of, std::move(contents)};
}

std::int32_t day_of(std::string_view value) { return static_cast<std::int32_t>(schema::read_time_value(value) / kSecondsADay); }

/// none: of documents without a value.
std::vector<std::int32_t> read_days(const Source& source, Xapian::valueno slot, std::int32_t none) {
  std::vector<std::int32_t> days(source.last() + 1, none);
  source.values(slot, [&](Xapian::docid document, std::string_view value) { days[document] = day_of(value); });
  return days;
}

Column years_of(const std::vector<std::int32_t>& days) {
  std::vector<std::uint32_t> of;
  std::vector<std::string> contents{""};
  of.reserve(days.size());
  std::unordered_map<int, std::uint32_t> places;
  for (const auto day : days) {
    if (day < 0) {
      of.push_back(0);
      continue;
    }
    const int year = article::civil_from_days(day).year;
    const auto [place, fresh] = places.try_emplace(year, static_cast<std::uint32_t>(contents.size()));
    if (fresh) contents.push_back(article::to_iso({.year = year, .precision = article::Precision::year}));
    of.push_back(place->second);
  }
  return {of, std::move(contents)};
}

bool is_there(const ShardColumns& columns, Xapian::docid document) {
  return columns.there[(document - 1) / 64] >> ((document - 1) % 64) & 1;
}

std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), std::min(bytes.size(), sizeof number));
  return std::endian::native == std::endian::little ? __builtin_bswap64(number) : number;
}

// The slots of both orders hold a time, and behind it the id, which decides among those of one time.
constexpr std::size_t kTimeBytes = 6;

constexpr std::uint64_t kFirstTimeTurned = ~std::uint64_t{0} << 16;  // of 0001-01-01, in kOldestSlot

std::uint64_t time_of(std::string_view value) { return number_of(value.substr(0, kTimeBytes)); }

struct Dated {
  std::uint64_t time;
  Xapian::docid document;
};

/// Those that have a value in kNewestSlot, the highest first. day(document, its day)
template <class Visit>
std::vector<Dated> newest_first(const Source& source, Visit&& day) {
  struct One {
    std::uint64_t time, id;  // the id's first eight bytes
    Xapian::docid document;
    std::uint32_t begin, size;  // of the whole id
  };
  std::vector<One> all;
  std::string ids;
  all.reserve(source.last());
  source.values(schema::kNewestSlot, [&](Xapian::docid document, std::string_view value) {
    const std::string_view id = value.substr(std::min(value.size(), kTimeBytes));
    all.push_back({time_of(value), number_of(id), document, static_cast<std::uint32_t>(ids.size()), static_cast<std::uint32_t>(id.size())});
    ids.append(id);
    day(document, day_of(value));
  });
  const auto id_of = [&](const One& one) { return std::string_view(ids).substr(one.begin, one.size); };
  std::sort(all.begin(), all.end(), [&](const One& a, const One& b) {
    if (a.time != b.time) return a.time > b.time;
    if (a.id != b.id) return a.id > b.id;
    const int order = id_of(a).compare(id_of(b));
    return order != 0 ? order > 0 : a.document < b.document;
  });
  std::vector<Dated> documents;
  documents.reserve(all.size());
  for (const One& one : all) documents.push_back({one.time, one.document});
  return documents;
}

/// By kOldestSlot, which has the same times turned round, but for undated ones, which come last in both orders. Of one time the order is
/// the same.
std::vector<Dated> oldest_first(const Source& source, const std::vector<Dated>& newest_first) {
  std::vector<Dated> documents;
  documents.reserve(newest_first.size());
  // Of the first time there is, and undated ones, which have the same there.
  const auto first_of_all = std::find_if(newest_first.begin(), newest_first.end(), [](const Dated& one) { return one.time == 0; });
  std::vector<Dated> undated(first_of_all, newest_first.end());
  if (!undated.empty()) {
    std::unordered_set<Xapian::docid> dated;
    source.values(schema::kOldestSlot, [&](Xapian::docid document, std::string_view value) {
      if (time_of(value) == kFirstTimeTurned) dated.insert(document);
    });
    const auto begin =
        std::stable_partition(undated.begin(), undated.end(), [&](const Dated& one) { return dated.contains(one.document); });
    documents.assign(undated.begin(), begin);
    undated.erase(undated.begin(), begin);
  }
  for (auto end = first_of_all; end != newest_first.begin();) {
    const auto begin = std::lower_bound(newest_first.begin(), end, std::prev(end)->time,
                                        [](const Dated& one, std::uint64_t time) { return one.time > time; });
    documents.insert(documents.end(), begin, end);
    end = begin;
  }
  documents.insert(documents.end(), undated.begin(), undated.end());
  return documents;
}

/// By docid: the place of each in an order; behind it those that are not in it.
std::vector<std::uint32_t> places(const std::vector<Dated>& order, const ShardColumns& columns, Xapian::docid last) {
  std::vector<std::uint32_t> places(last + 1, ShardColumns::kNone);
  std::uint32_t place = 0;
  for (const auto& [time, document] : order)
    if (is_there(columns, document)) places[document] = place++;
  for (Xapian::docid document = 1; document <= last; ++document)
    if (places[document] == ShardColumns::kNone && is_there(columns, document)) places[document] = place++;
  return places;
}

void read_documents(const Source& source, ShardColumns& columns) {
  columns.for_scoring.resize(source.last() + 1);
  columns.there.resize((columns.for_scoring.size() + 62) / 64);
  source.lengths([&](Xapian::docid document, Xapian::termcount length) {
    columns.for_scoring[document].length = length;
    columns.length += length;
    columns.there[(document - 1) / 64] |= std::uint64_t{1} << ((document - 1) % 64);
    ++columns.articles;
  });
}

void read_values(const Source& source, ShardColumns& columns) {
  for (const auto& facet : query::facets())
    if (facet.field) columns.values.emplace(*facet.field, read_column(source, schema::info(*facet.field).slot));
  columns.first_day = read_days(source, schema::kFirstSlot, -1);
  columns.last_day = read_days(source, schema::kLastSlot, -1);
  columns.years = years_of(columns.first_day);
}

void read_orders(const Source& source, ShardColumns& columns) {
  const auto newest =
      newest_first(source, [&](Xapian::docid document, std::int32_t day) { columns.for_scoring[document].instant_day = day; });
  columns.newest = places(newest, columns, source.last());
  columns.oldest = places(oldest_first(source, newest), columns, source.last());
}

}  // namespace

// Orders take nearly as long as all the rest together.
ShardColumns read_columns(const Xapian::Database& shard, const std::string& path, const ColumnResources& resources) {
  ShardColumns columns;
  columns.tables = open_tables(shard, path, resources.blocks);
  columns.postings = std::make_unique<PostingLists>(resources.postings, columns.tables.postings);
  const Source source(shard, columns.tables);
  read_documents(source, columns);
  if (source.is_for_any_thread()) {
    auto beside = std::async(std::launch::async, [&] { read_orders(source, columns); });
    read_values(source, columns);
    beside.get();
  } else {
    read_orders(source, columns);
    read_values(source, columns);
  }
  return columns;
}

}  // namespace backfile::search
