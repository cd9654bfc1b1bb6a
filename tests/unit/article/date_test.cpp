// ISO 8601 both ways, and the calendar from 0001 to 9999.
#include "indexer/article/date.h"

#include <doctest/doctest.h>

using namespace backfile::article;

namespace {

Date iso(std::string_view text) { return parse_iso(text).value(); }

}  // namespace

TEST_CASE("ISO 8601 is read at its precision and written as it was") {
  for (const char* text : {"0001", "1912", "9999-12", "1912-04-16", "1912-04-16T23:40", "1912-04-16T23:40Z", "1912-04-16T23:40:15",
                           "2024-03-31T10:00:00+09:00", "2024-03-31T10:00:00-03:30", "2024-02-29T00:00:00Z"}) {
    CAPTURE(text);
    CHECK(to_iso(iso(text)) == text);
  }
  CHECK(name(iso("1912").precision) == "year");
  CHECK(name(iso("1912-04").precision) == "month");
  CHECK(name(iso("1912-04-16").precision) == "day");
  CHECK(name(iso("1912-04-16T23:40").precision) == "minute");
  CHECK(name(iso("1912-04-16T23:40:15").precision) == "second");
  CHECK(name(Precision::none) == "none");
  CHECK(to_iso({}).empty());
}

TEST_CASE("the other forms of ISO 8601 mean the same") {
  CHECK(to_iso(iso("19120416")) == "1912-04-16");
  CHECK(to_iso(iso("19120416T2340")) == "1912-04-16T23:40");
  CHECK(to_iso(iso("19120416T234015Z")) == "1912-04-16T23:40:15Z");
  CHECK(to_iso(iso("19120416T234015+0900")) == "1912-04-16T23:40:15+09:00");
  CHECK(to_iso(iso("1912-04-16 23:40:15.123456+0900")) == "1912-04-16T23:40:15+09:00");
  CHECK(to_iso(iso("1912-04-16t23:40:15,5z")) == "1912-04-16T23:40:15Z");
  CHECK(to_iso(iso("2016-12-31T23:59:60Z")) == "2016-12-31T23:59:59Z");
  CHECK(to_iso(iso("2024-03-31T10:00:00-00:00")) == "2024-03-31T10:00:00Z");
}

TEST_CASE("what is not ISO 8601 is an error that shows what would be") {
  for (const char* text : {"",
                           "191",
                           "19124",
                           "191204",
                           "1912-4",
                           "1912-13",
                           "1912-00",
                           "1912-02-30",
                           "1900-02-29",
                           "1912-04-16T",
                           "1912-04-16T24:00",
                           "1912-04-16T23",
                           "1912-04-16T23:60",
                           "1912-04-16T23:40:61",
                           "1912-04-16T23:40:15.",
                           "1912-04-16T23:40+9",
                           "1912-04-16T23:40+24:00",
                           "1912-04-16T23:40+09:60",
                           "0000",
                           "0000-01-01",
                           "1912-04-16Z",
                           "1912-04-16T23:40ZZ",
                           " 1912",
                           "1912 ",
                           "1912-0416",
                           "191204-16",
                           "-1912",
                           "+1912",
                           "1912/04/16",
                           "1912-04-16T23:4015",
                           "19120416T23:40:1",
                           "１９１２"}) {
    CAPTURE(text);
    const auto result = parse_iso(text);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == backfile::Code::invalid);
    CHECK(result.error().message.find("1912-04-16") != std::string::npos);
  }
  CHECK(parse_iso(std::string(1'000'000, '9')).error().message.size() < 200);
}

TEST_CASE("every day from 0001 to 9999 has a number of its own, one after the other") {
  CHECK(days_from_civil(1, 1, 1) == 0);
  CHECK(days_from_civil(1970, 1, 1) == 719162);
  CHECK(days_from_civil(2000, 3, 1) == 730179);
  CHECK(days_from_civil(9999, 12, 31) == 3652058);
  Date date{.year = 1, .precision = Precision::day};
  for (std::int64_t day = 0; day <= 3652058; ++day) {
    const Date there = civil_from_days(day);
    REQUIRE(days_from_civil(there.year, there.month, there.day) == day);
    REQUIRE(there.precision == Precision::day);
    const bool next_day = there.year == date.year && there.month == date.month && there.day == date.day + 1;
    const bool next_month = there.day == 1 && (there.month == date.month + 1 || (there.month == 1 && there.year == date.year + 1));
    REQUIRE((day == 0 || next_day || next_month));
    date = there;
  }
  CHECK(to_iso(from_instant(instant(*parse_iso("1912-04-16T23:40:15+02:00")))) == "1912-04-16T21:40:15Z");
  CHECK(to_iso(civil_from_days(-1)) == "0001-01-01");
  CHECK(to_iso(civil_from_days(1LL << 40)) == "9999-12-31");
}

TEST_CASE("a date covers all the seconds it may mean") {
  const auto span = [](const char* text) { return last_second(iso(text)) - first_second(iso(text)) + 1; };
  CHECK(span("1912") == 366 * 86400);
  CHECK(span("1900") == 365 * 86400);
  CHECK(span("1912-02") == 29 * 86400);
  CHECK(span("1912-12") == 31 * 86400);
  CHECK(span("9999-12") == 31 * 86400);
  CHECK(span("1912-04-16") == 86400);
  CHECK(span("1912-04-16T23:40") == 60);
  CHECK(span("1912-04-16T23:40:15") == 1);
  CHECK(first_second(iso("0001")) == 0);
  CHECK(last_second(iso("1911-12-31")) + 1 == first_second(iso("1912")));
  CHECK(last_second(iso("1912")) == last_second(iso("1912-12-31T23:59:59")));
}

TEST_CASE("an instant is counted in UTC; without an offset the local time is taken as UTC") {
  CHECK(instant(iso("1970-01-01T09:00:00+09:00")) == instant(iso("1970-01-01")));
  CHECK(instant(iso("1969-12-31T19:00:00-05:00")) == instant(iso("1970-01-01T00:00")));
  CHECK(first_second(iso("1970-01-01T09:00:00+09:00")) == first_second(iso("1970-01-01T09:00:00")));
  CHECK(now_instant() > instant(iso("2024")));
  CHECK(now_instant() < instant(iso("2200")));
}
