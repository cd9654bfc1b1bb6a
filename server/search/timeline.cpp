// One match for the articles found, one for all under the same filters; both counted by a spy on the first and the last day of their
// dates.
#include "server/search/timeline.h"

#include <algorithm>

#include "server/search/archive_words.h"
#include "server/search/calendar.h"
#include "server/search/engine_impl.h"

namespace backfile::search {
namespace {

using query::Interval;

constexpr std::int64_t kMostBuckets = 5'000;

struct Span {
  std::int64_t first, last;  // seconds, included
};

constexpr std::int64_t kSecondsADay = 86'400;

class DateCounts {
 public:
  DateCounts(const Span& span, Interval interval)
      : interval_(interval),
        begin_(bucket_of(span.first, interval)),
        first_day_(span.first / kSecondsADay),
        counts_(static_cast<std::size_t>(bucket_of(span.last, interval) - begin_ + 1)),
        by_day_(static_cast<std::size_t>(std::min((span.last - span.first) / kSecondsADay + 1, kMostDays)), kUnknown) {}

  /// first, last: seconds of the first and the last day that an article's date may mean.
  void add(std::int64_t first, std::int64_t last) {
    const auto bucket = bucket_of(first, interval_);
    const std::int64_t index = bucket - begin_;
    // What reaches over a bucket's end is known less precisely than the buckets; what a filter lets in though it begins outside of it, too.
    if (bucket != bucket_of(last, interval_) || index < 0 || index >= static_cast<std::int64_t>(counts_.size()))
      ++imprecise;
    else
      ++counts_[static_cast<std::size_t>(index)];
  }

  /// The same for whole days. Most articles' dates are days that others have as well: each is looked up in the calendar once.
  void add_days(std::int32_t first, std::int32_t last) {
    const std::int64_t day = first - first_day_;
    if (first != last || day < 0 || day >= static_cast<std::int64_t>(by_day_.size())) return add(first * kSecondsADay, last * kSecondsADay);
    auto& index = by_day_[static_cast<std::size_t>(day)];
    if (index == kUnknown) {
      const std::int64_t bucket = bucket_of(first * kSecondsADay, interval_) - begin_;
      index = bucket >= 0 && bucket < static_cast<std::int64_t>(counts_.size()) ? static_cast<std::uint32_t>(bucket) : kOutside;
    }
    if (index == kOutside)
      ++imprecise;
    else
      ++counts_[index];
  }

  std::uint64_t count(std::size_t index) const { return counts_[index]; }
  std::size_t buckets() const { return counts_.size(); }
  std::string start(std::size_t index) const { return start_of(begin_ + static_cast<std::int64_t>(index), interval_); }

  std::uint64_t undated = 0, imprecise = 0;

 private:
  const Interval interval_;
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF, kOutside = kUnknown - 1;
  static constexpr std::int64_t kMostDays = 200'000;  // five centuries: others are looked up one by one

  const std::int64_t begin_, first_day_;
  std::vector<std::uint64_t> counts_;
  std::vector<std::uint32_t> by_day_;  // buckets
};

class DateSpy : public Xapian::MatchSpy {
 public:
  explicit DateSpy(DateCounts& counts) : counts_(counts) {}
  void operator()(const Xapian::Document& document, double) override {
    const std::string first = document.get_value(schema::kFirstSlot);
    if (first.empty())
      ++counts_.undated;
    else
      counts_.add(schema::read_time_value(first), schema::read_time_value(document.get_value(schema::kLastSlot)));
  }

 private:
  DateCounts& counts_;
};

std::uint64_t count_locally(LocalMatch& match, const Prepared& what, DateCounts& counts) {
  std::uint64_t total = 0;
  match.each(what, [&](const LocalMatch::Stretch& stretch, const StretchSet& found) {
    total += found.size();
    const ShardColumns& columns = *match.columns().shards[stretch.place];
    found.each([&](std::size_t index) {
      const auto article = first_of_stretch(stretch.number) + index;
      const auto first = columns.first_day[article];
      if (first < 0)
        ++counts.undated;
      else
        counts.add_days(first, columns.last_day[article]);
    });
  });
  return total;
}

/// The first and the last value that one of the dates' terms has, read as a date; none where no term begins so.
std::pair<article::Date, article::Date> ends(const Xapian::Database& database, const std::string& prefix) {
  std::string first, last;
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end; ++term) {
    last = (*term).substr(prefix.size());
    if (first.empty()) first = last;
  }
  const auto read = [](const std::string& digits) { return article::parse_iso(digits).value_or(article::Date{}); };
  return {read(first), read(last)};
}

/// From the filter's dates, where it is open from the archive's. Nothing where there is no date at all.
std::optional<Span> span_of(const Xapian::Database& database, const query::SearchRequest& request) {
  const auto days = ends(database, schema::day_term(1, 1, 1).substr(0, 1));
  const auto years = ends(database, schema::year_term(1).substr(0, 1));
  if (!years.first) return std::nullopt;
  Span span{article::first_second(years.first), article::last_second(years.second)};
  // A day of the first and of the last year, where there is one, is the better end: an article known by its year alone begins with none.
  if (days.first && days.first.year == years.first.year) span.first = article::first_second(days.first);
  if (days.second && days.second.year == years.second.year) span.last = article::last_second(days.second);
  if (request.from) span.first = article::first_second(request.from);
  if (request.to) span.last = article::last_second(request.to);
  if (span.last < span.first) return std::nullopt;
  return span;
}

}  // namespace

Result<void> Engine::Impl::count_dates(const query::TimelineRequest& request, const Matched& matched, const Deadline& deadline,
                                       Timeline& timeline) {
  const auto asked = searched();
  auto local = local_match(asked, deadline);
  const auto run = [&](const query::PlanNode& plan, DateCounts& counts) -> std::uint64_t {
    deadline.check();
    const bool any = matched.match == query::Match::any;
    if (local) {
      const auto conditions = query::conditions(request.search, asked.visibility);
      if (const auto prepared = local->prepared(query::restrict(query::expression(plan, any), conditions), false))
        return count_locally(*local, *prepared, counts);
    }
    Xapian::Enquire enquire(asked.database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::Query asked_for = query::to_xapian(plan, any, rows(asked, deadline));
    const bool may_be_slow = this->may_be_slow(asked.database, asked_for);
    DateSpy spy(counts);
    enquire.set_query(query::restrict(asked_for, request.search, asked.visibility));
    enquire.add_matchspy(&spy);
    return enquire.get_mset(0, 0, asked.database.get_doccount(), nullptr, may_be_slow ? &deadline : nullptr).get_matches_estimated();
  };
  const auto span = span_of(reader->database(), request.search);
  timeline.interval = request.interval;
  if (span && timeline.interval == Interval::automatic) timeline.interval = fitting(span->first, span->last);
  // Without dates all that is left to count is undated: in a row of one bucket that nothing falls into.
  const Interval interval = span ? timeline.interval : Interval::decade;
  if (span && bucket_of(span->last, interval) - bucket_of(span->first, interval) >= kMostBuckets) {
    return fail(Code::refused,
                "A " + std::string(query::name(interval)) + " is too short an interval for so long a time: at most " +
                    std::to_string(kMostBuckets) + " are counted. Write a longer one, or from and to.",
                "interval");
  }
  DateCounts found(span.value_or(Span{0, 0}), interval);
  const bool everything = matched.plan.root.kind == query::PlanNode::Kind::everything;
  if (matched.plan.root.kind != query::PlanNode::Kind::nothing) timeline.total = run(matched.plan.root, found);
  timeline.undated = found.undated;
  timeline.imprecise = found.imprecise;
  if (!span) return {};
  DateCounts all(*span, interval);
  if (!everything) run(query::PlanNode{}, all);
  for (std::size_t i = 0; i < found.buckets(); ++i)
    timeline.buckets.push_back({found.start(i), found.count(i), everything ? found.count(i) : all.count(i)});
  return {};
}

Result<Timeline> Engine::timeline(const query::TimelineRequest& request) {
  const auto start = Deadline::Clock::now();
  const Deadline deadline = impl_->deadline_from(start);
  auto parsed = query::parse(request.search.q, request.search.limits);
  if (!parsed) return tl::unexpected<Error>(parsed.error());
  Timeline timeline;
  Result<Matched> matched;
  try {
    matched = impl_->reader->with([&](Xapian::Database&) {
      timeline = {};
      ArchiveWords words(impl_->terms(), *impl_->reader, deadline);
      Matched planned = impl_->planned(request.search, *parsed, impl_->planning(request.search, words));
      if (planned.refusal) return planned;
      if (auto counted = impl_->count_dates(request, planned, deadline, timeline); !counted) planned.refusal = counted.error();
      return planned;
    });
  } catch (const DeadlinePassed&) {
    return too_slow();
  }
  if (!matched) return tl::unexpected<Error>(matched.error());
  if (matched->refusal) return tl::unexpected<Error>(*matched->refusal);
  timeline.parsed = matched->asked.canonical;
  timeline.match = matched->match;
  timeline.warnings = matched->asked.warnings;
  timeline.warnings.insert(timeline.warnings.end(), matched->plan.warnings.begin(), matched->plan.warnings.end());
  timeline.index_id = impl_->reader->archive_id();
  timeline.revision = impl_->reader->revision();
  timeline.took_ms = std::chrono::duration<double, std::milli>(Deadline::Clock::now() - start).count();
  return timeline;
}

}  // namespace backfile::search
