// Dates, numbers and names of languages as a reader of some language writes them, by ICU. Formatters are made once a thread and language:
// making one takes longer than hundreds of uses.
#include <unicode/calendar.h>
#include <unicode/datefmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/gregocal.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <map>

#include "indexer/article/language.h"
#include "server/web/texts.h"

namespace backfile::web {
namespace {

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

/// "16 April 1912" rather than "April 16, 1912": what readers of English outside one country expect.
icu::Locale locale_of(std::string_view language) {
  return language == "en" ? icu::Locale::getUK() : icu::Locale(std::string(language).c_str());
}

/// skeleton: the parts wanted ("yMMMM"); their order and the words between are the language's.
const icu::DateFormat& format(std::string_view language, const char* skeleton) {
  thread_local std::map<std::pair<std::string, std::string>, std::unique_ptr<icu::DateFormat>> made;
  auto& format = made[{std::string(language), skeleton}];
  if (format) return *format;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = locale_of(language);
  format.reset(icu::DateFormat::createInstanceForSkeleton(skeleton, locale, status));
  // Our dates are of the Gregorian calendar from year 1 on; ICU's would be Julian before 1582.
  auto calendar = std::make_unique<icu::GregorianCalendar>(*icu::TimeZone::getGMT(), locale, status);
  calendar->setGregorianChange(-8.64e15, status);
  format->adoptCalendar(calendar.release());
  return *format;
}

UDate moment(const article::Date& date) {
  static const std::int64_t epoch = article::days_from_civil(1970, 1, 1);
  const double days = static_cast<double>(article::days_from_civil(date.year, date.month, date.day) - epoch);
  return ((days * 24 + date.hour) * 60 + date.minute) * 60'000;
}

std::string written(std::string_view language, const char* skeleton, const article::Date& date) {
  icu::UnicodeString out;
  format(language, skeleton).format(moment(date), out);
  return utf8(out);
}

const icu::DateFormatSymbols& symbols(std::string_view language) {
  thread_local std::map<std::string, std::unique_ptr<icu::DateFormatSymbols>, std::less<>> made;
  auto& of = made[std::string(language)];
  UErrorCode status = U_ZERO_ERROR;
  if (!of) of = std::make_unique<icu::DateFormatSymbols>(locale_of(language), status);
  return *of;
}

std::string month_name(std::string_view language, int month, icu::DateFormatSymbols::DtWidthType width) {
  std::int32_t count = 0;
  const auto* names = symbols(language).getMonths(count, icu::DateFormatSymbols::STANDALONE, width);
  return month >= 1 && month <= count ? utf8(names[month - 1]) : std::string();
}

const icu::number::LocalizedNumberFormatter& numbers(std::string_view language, bool percent) {
  thread_local std::map<std::pair<std::string, bool>, icu::number::LocalizedNumberFormatter> made;
  const auto [place, fresh] = made.try_emplace({std::string(language), percent});
  if (fresh) {
    const icu::Locale locale = locale_of(language);
    auto plain = icu::number::NumberFormatter::withLocale(locale);
    place->second = percent ? plain.unit(icu::MeasureUnit::getPercent())
                                  .scale(icu::number::Scale::powerOfTen(2))
                                  .precision(icu::number::Precision::maxSignificantDigits(2))
                            : plain;
  }
  return place->second;
}

}  // namespace

std::string Texts::number(std::uint64_t number) const {
  UErrorCode status = U_ZERO_ERROR;
  return utf8(numbers(language_, false).formatInt(static_cast<std::int64_t>(number), status).toString(status));
}

std::string Texts::percent(double share) const {
  UErrorCode status = U_ZERO_ERROR;
  return utf8(numbers(language_, true).formatDouble(share, status).toString(status));
}

std::string Texts::date(const article::Date& date) const {
  const bool timed = date.precision == article::Precision::minute || date.precision == article::Precision::second;
  return timed ? written(language_, "yMMMMdHm", date) : day(date);
}

std::string Texts::day(const article::Date& date) const {
  switch (date.precision) {
    case article::Precision::none:
      return {};
    case article::Precision::year:
      return written(language_, "y", date);
    case article::Precision::month:
      return written(language_, "yMMMM", date);
    default:
      return written(language_, "yMMMMd", date);
  }
}

std::string Texts::short_month(int month) const { return month_name(language_, month, icu::DateFormatSymbols::ABBREVIATED); }
std::string Texts::month(int month) const { return month_name(language_, month, icu::DateFormatSymbols::WIDE); }

std::string Texts::short_weekday(int day) const {
  std::int32_t count = 0;
  const auto* names = symbols(language_).getWeekdays(count, icu::DateFormatSymbols::STANDALONE, icu::DateFormatSymbols::ABBREVIATED);
  const int index = day % 7 + 1;  // ICU counts from Sunday, 1
  return index < count ? utf8(names[index]) : std::string();
}

std::string Texts::month_and_day(int month, int day) const {
  // A leap year, so that there is a 29 February.
  return written(language_, "MMMMd", {.year = 2000, .month = month, .day = day, .precision = article::Precision::day});
}

std::string Texts::bucket(std::string_view start, query::Interval interval) const {
  const auto date = article::parse_iso(start);
  if (!date) return std::string(start);
  if (interval == query::Interval::decade) {
    article::Date last = *date;
    last.year += 9;
    return day(*date) + "–" + day(last);
  }
  if (interval == query::Interval::week) return (*this)("week_of", {{"day", day(*date)}});
  return day(*date);
}

std::string Texts::language_name(std::string_view tag) const {
  icu::UnicodeString out;
  icu::Locale::createFromName(std::string(article::base_language(tag)).c_str()).getDisplayLanguage(icu::Locale(language_.c_str()), out);
  return out.isEmpty() ? std::string(tag) : utf8(out);
}

}  // namespace backfile::web
