// The time reader: the TIME collection of the SMART system, and what is set like it: `*TEXT 017 01/04/63 PAGE 020` before each article.
#include <algorithm>
#include <optional>
#include <string>

#include "indexer/readers/reader.h"
#include "indexer/readers/record_splitter.h"
#include "indexer/readers/time_record.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

/// `*TEXT` or `*STOP` at the beginning of a line.
Mark mark_at(std::string_view text, std::size_t at, bool last) {
  if (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\r') return {};
  const std::string_view rest = text.substr(at, 6);
  if (rest.size() < 6 && !last) return {Mark::Kind::unsure, 0};
  if (rest == "*TEXT " || rest == "*TEXT\t") return {Mark::Kind::opens, 5};
  if (rest.starts_with("*STOP") || rest.starts_with("*FIND")) return {Mark::Kind::closes, 5};
  return {};
}

constexpr Marks kMarks{"*", mark_at};

/// An article is held back until the next has come: a wrong date shows only between its neighbours.
class Issues {
 public:
  explicit Issues(Sink& sink) : sink_(sink) {}

  bool add(TimeRecord&& record, std::uint64_t number) {
    const bool go_on = give(&record);
    held_ = std::move(record);
    number_ = number;
    return go_on;
  }

  bool end() { return give(nullptr); }

 private:
  bool give(const TimeRecord* next) {
    if (!held_) return true;
    const std::string was = held_->written_date;
    const article::Date date = repaired_issue(before_ ? &*before_ : nullptr, *held_, next);
    if (date && !(date == held_->article.published))
      sink_.warning(
          number_, "its date, " + was + ", is read as " + article::to_iso(date) + ", the issue that its page and its neighbours belong to");
    else if (date && !held_->well_formed)
      sink_.warning(number_, "its date, " + was + ", is read as " + article::to_iso(date));
    else if (!date)
      sink_.warning(number_, "its date, " + was + ", is none");
    held_->article.published = date;
    before_ = TimeRecord{};
    before_->article.published = held_->article.published;
    before_->page = held_->page;
    article::Article article = std::move(held_->article);
    held_.reset();
    return sink_.article(std::move(article), number_);
  }

  Sink& sink_;
  std::optional<TimeRecord> before_, held_;
  std::uint64_t number_ = 0;
};

void read(Input& input, Sink& sink) {
  RecordSplitter records(input.bytes, kMarks, input.options.max_record_bytes);
  Issues issues(sink);
  std::uint64_t number = 0;
  while (const auto raw = records.next()) {
    if (!raw->opened) continue;
    ++number;
    TimeRecord record = raw->too_large ? TimeRecord{} : time_record(text::clean(text::to_utf8(raw->bytes).text));
    if (!record.article.body.empty()) {
      if (!issues.add(std::move(record), number)) return;
      continue;
    }
    if (!issues.end()) return;  // what is held back comes before this record
    if (raw->too_large)
      sink.refused(number, "is larger than " + std::to_string(input.options.max_record_bytes) + " bytes, the limit for one record");
    else
      sink.refused(number, record.article.id.empty() ? "has no text" : "has no text (" + record.article.id + ")");
  }
  issues.end();
  if (!records.error().empty())
    sink.refused(number + 1, records.error());
  else if (number == 0)
    sink.passed_over(0, "holds no *TEXT records");
}

int recognise(std::string_view head, std::string_view) {
  for (std::size_t at = head.find("*TEXT "); at != head.npos; at = head.find("*TEXT ", at + 1)) {
    if (at > 0 && head[at - 1] != '\n' && head[at - 1] != '\r') continue;
    const std::string_view line = head.substr(at, std::min<std::size_t>(head.find_first_of("\r\n", at), head.size()) - at);
    if (is_time_heading(line)) return 95;
  }
  return 0;
}

}  // namespace

extern const Format format_time;
const Format format_time{"time", ".all", "id title body published source page", recognise, read};

}  // namespace backfile::readers
