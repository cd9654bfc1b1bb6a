// Every date is weighed by what the markup and the words beside it say, and by how far from the headline it stands.
#include "indexer/page/printed_dates.h"

#include <algorithm>
#include <string>

#include "indexer/page/date_phrase.h"
#include "indexer/page/said.h"
#include "indexer/wording/words.h"

namespace backfile::page {
namespace {

struct Weighed {
  article::Date date;
  double published = 0, modified = 0;
  bool alone = false;       // the line is hardly more than the date
  bool behind = false;      // it stands behind the headline, in the article as far as can be seen
  bool only_class = false;  // that it is a modification, nothing but a class says
};

/// Bytes of visible text between headline and date that count as near; heads of articles with a lead have a few hundred.
constexpr std::size_t kBefore = 500, kNear = 700, kRather = 2'000;

double nearness(const Line& line, const Line* headline) {
  if (!headline) return line.at < kRather ? 0.5 : 0;
  if (line.at <= headline->at) return headline->at - line.at < kBefore ? 1 : -0.5;
  const std::size_t distance = line.at - headline->at;
  return distance < kNear ? 2 : distance < kRather ? 1 : 0;
}

/// What the line is apart from the dates in it.
double brevity(const Line& line, const std::vector<DatedPhrase>& dates) {
  std::size_t in_dates = 0;
  for (const auto& one : dates) in_dates += one.end - one.begin;
  const std::size_t rest = line.text.size() - in_dates;
  if (line.cut || rest > 120) return -2;
  return rest < 4 ? 1.5 : rest < 40 ? 1 : rest < 80 ? 0.3 : -0.5;
}

/// `Berlin, 23. Januar 2020 – …`, `(21. November 2022) …`: the first words of a text.
bool is_dateline(const Line& line, const DatedPhrase& first) {
  constexpr std::size_t kPlace = 40;
  if (first.begin > kPlace) return false;
  const auto words = wording::words(std::string_view(line.text).substr(0, first.begin));
  if (words.size() > 4) return false;
  if (std::any_of(words.begin(), words.end(), [](std::string_view word) {
        return wording::begins_with_small_letter(word) && word != "den" && word != "am" && word != "im";
      }))
    return false;
  if (first.begin > 0 && line.text[first.begin - 1] == '(') return true;
  const std::string_view behind = std::string_view(line.text).substr(first.end);
  for (const std::string_view mark : {" –", " —", " -", ".", ":", ")", " |", " •"})
    if (behind.starts_with(mark) && first.begin > 0) return true;
  return false;
}

class Weigher {
 public:
  Weigher(const PageLines& lines, const Headline& headline, std::string_view language)
      : lines_(lines), headline_(headline.line), title_(headline.text), language_(language) {}

  std::vector<Weighed> run() {
    const Line* previous = nullptr;
    for (const Line& line : lines_.all()) {
      if (line.heading > 0) teaser_ = headline_ && &line != headline_ && (line.link || (line.zone & kAside)) && line.at > headline_->at;
      if (!(line.zone & (kComments | kHidden)) && found_.size() < kMostDates) weigh(line, previous);
      previous = &line;
    }
    return std::move(found_);
  }

 private:
  static constexpr std::size_t kMostDates = 1'000, kMostTexts = 5'000;

  void weigh(const Line& line, const Line* previous) {
    const bool hinted = (line.hints & (kDateHint | kModifiedHint | kPublishedHint | kAuthorHint | kHeadHint)) != 0;
    const article::Date stated = line.datetime.empty() ? article::Date{} : date_of(line.datetime, language_);
    const bool near = nearness(line, headline_) >= 1;
    if (!hinted && !near && !stated && line.text.size() > 80) return;
    if (++texts_ > kMostTexts) return;
    const auto dates = dates_in(line.text, language_);
    DateRole before = DateRole::plain;
    if (line.follows && previous && previous->text.size() < 60) before = role_of_label(previous->text);
    if (dates.empty() && stated && stated.precision >= article::Precision::day) {
      const DateRole own = role_of_label(line.text);
      add(line, stated, own == DateRole::plain ? before : own, 3.5);
    }
    for (std::size_t i = 0; i < dates.size(); ++i) {
      const bool same_day = stated && stated.precision >= article::Precision::day;
      DateRole role = dates[i].role;
      if (i == 0 && (role == DateRole::plain || role == DateRole::other) && before != DateRole::plain) role = before;
      double weight = brevity(line, dates) + (same_day ? 2 : 0);
      if (i == 0 && is_dateline(line, dates[0]) && weight < 1) weight = 1;
      // A date that stands beside the headline in the same element.
      if (&line == headline_ && title_.find(line.text.substr(dates[i].begin, dates[i].end - dates[i].begin)) == title_.npos) weight = 3;
      add(line, same_day && i == 0 ? stated : dates[i].date, role, weight);
    }
  }

  void add(const Line& line, const article::Date& date, DateRole role, double weight) {
    const bool alone =
        weight >= 1 && role != DateRole::other && role != DateRole::modified && !line.link && !(line.zone & kAside) && !teaser_;
    const bool behind = headline_ && line.at > headline_->at;
    if (role == DateRole::other) weight -= 3;
    if (line.hints & (kDateHint | kPublishedHint)) weight += 1.5;
    if ((line.hints & kPublishedHint) || role == DateRole::published) weight += 1.5;
    if (line.hints & (kHeadHint | kAuthorHint)) weight += 0.5;
    if (line.link) weight -= 0.5;
    if (line.zone & kAside) weight -= 3;
    if (teaser_) weight -= 2.5;
    weight += nearness(line, headline_);
    const bool modified =
        role == DateRole::modified || (role == DateRole::plain && (line.hints & kModifiedHint) && !(line.hints & kPublishedHint));
    found_.push_back({date, modified ? 0 : weight, modified ? weight : 0, alone, behind, modified && role == DateRole::plain});
  }

  const PageLines& lines_;
  const Line* headline_;
  std::string_view title_;
  std::string_view language_;
  std::vector<Weighed> found_;
  std::size_t texts_ = 0;
  bool teaser_ = false;
};

constexpr std::int64_t kDaySeconds = 86'400;

/// The first date behind the headline that stands alone, however far; else the one date that stands alone on the page.
article::Date only_date(const std::vector<Weighed>& found) {
  article::Date only;
  for (const Weighed& one : found)
    if (one.alone && one.behind) return one.date;
  for (const Weighed& one : found) {
    if (!one.alone) continue;
    if (only && article::first_second(only) / kDaySeconds != article::first_second(one.date) / kDaySeconds) return {};
    if (!only) only = one.date;
  }
  return only;
}

}  // namespace

PrintedDates printed_dates(const PageLines& lines, const Headline& headline, std::string_view language) {
  constexpr double kEnough = 1.9, kCertain = 4;
  const auto found = Weigher(lines, headline, language).run();
  PrintedDates dates;
  const Weighed* modified = nullptr;
  double most = kEnough, most_modified = kEnough;
  for (const Weighed& one : found) {
    if (one.published > most) dates.published = one.date;
    most = std::max(most, one.published);
    if (one.modified > most_modified) modified = &one;
    most_modified = std::max(most_modified, one.modified);
  }
  dates.certain = most >= kCertain;
  if (modified) (dates.published || !modified->only_class ? dates.modified : dates.published) = modified->date;
  if (!dates.published && !dates.modified) dates.published = only_date(found);
  return dates;
}

}  // namespace backfile::page
