// Down from the newest by the terms of years, months and days, whose frequencies are known without reading postings.
#include "server/search/newest_day.h"

#include <algorithm>

#include "indexer/article/date.h"
#include "indexer/schema/fields.h"

namespace backfile::search {
namespace {

constexpr std::int64_t kHour = 3'600, kDay = 24 * kHour;
constexpr std::int64_t kFarthestZone = 14 * kHour;  // how far local dates run ahead of UTC, in which the time of indexing is kept
constexpr std::uint64_t kLeast = 2, kOneIn = 10'000;

class Descent {
 public:
  Descent(const Xapian::Database& database, const article::Date& last, std::uint64_t needed)
      : database_(database), last_(last), needed_(needed) {}

  std::optional<article::Date> run() {
    for (int year = last_.year; year >= 1; --year) {
      if (const auto of_year = count(schema::year_term(year)); of_year > 0 && through_year(year, of_year)) return found_;
    }
    return std::nullopt;
  }

 private:
  std::uint64_t count(const std::string& term) const { return database_.get_termfreq(term); }

  bool enough(std::uint64_t more, int year, int month, int day) {
    seen_ += more;
    if (more == 0 || seen_ < needed_) return false;
    found_ = {year, month, day};
    found_.precision = article::Precision::day;
    return true;
  }

  // An article of which the year alone is known counts as of its first day, as it does in every step of age.
  bool through_year(int year, std::uint64_t of_year) {
    for (int month = 12; month >= 1; --month) {
      const auto of_month = count(schema::month_term(year, month));
      of_year -= std::min(of_year, of_month);
      const bool past = year < last_.year || month <= last_.month;
      if (of_month > 0 && past && through_month(year, month, of_month)) return true;
    }
    return enough(of_year, year, 1, 1);
  }

  bool through_month(int year, int month, std::uint64_t of_month) {
    const bool last_month = year == last_.year && month == last_.month;
    for (int day = 31; day >= 1; --day) {
      const auto of_day = count(schema::day_term(year, month, day));
      of_month -= std::min(of_month, of_day);
      if ((!last_month || day <= last_.day) && enough(of_day, year, month, day)) return true;
    }
    return enough(of_month, year, month, 1);
  }

  const Xapian::Database& database_;
  const article::Date last_;
  const std::uint64_t needed_;
  std::uint64_t seen_ = 0;
  article::Date found_;
};

}  // namespace

std::optional<std::int64_t> newest_day(const Xapian::Database& database) {
  const std::uint64_t dated = database.get_value_freq(schema::kFirstSlot);
  if (dated == 0) return std::nullopt;
  const auto bound = [&](schema::Slot slot) { return schema::read_time_value(database.get_value_upper_bound(slot)); };
  const auto last = std::min(bound(schema::kFirstSlot), bound(schema::kIndexedSlot) + kFarthestZone);
  Descent descent(database, article::civil_from_days(last / kDay), std::min(dated, kLeast + dated / kOneIn));
  const auto day = descent.run();
  if (!day) return std::nullopt;
  return article::first_second(*day);
}

}  // namespace backfile::search
