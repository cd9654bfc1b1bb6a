// The collection was typed for a machine: capitals, and spaces around every mark.
#include "indexer/readers/time_record.h"

#include <algorithm>
#include <vector>

#include "indexer/article/date_parts.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

using article::Date;
using article::Precision;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits.substr(0, 6)) value = value * 10 + (c - '0');
  return value;
}

/// Pieces between spaces and line ends.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  constexpr std::string_view kSpace = " \t\n";
  for (std::size_t at = text.find_first_not_of(kSpace); at != text.npos; at = text.find_first_not_of(kSpace, at)) {
    const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
    pieces.push_back(text.substr(at, end - at));
    at = end;
  }
  return pieces;
}

/// Month, day and year between strokes, dashes, dots or spaces; none for fewer or impossible ones.
Date date_of(std::string_view text) {
  std::vector<int> parts;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end > at) parts.push_back(number(text.substr(at, end - at)));
    at = end + 1;
  }
  Date date;
  if (parts.size() != 3) return {};
  date.month = parts[0];
  date.day = parts[1];
  date.year = parts[2] < 100 ? 1900 + parts[2] : parts[2];
  date.precision = Precision::day;
  return article::possible(date) ? date : Date{};
}

/// 01/04/63.
bool is_well_formed(std::string_view date) {
  return date.size() == 8 && date[2] == '/' && date[5] == '/' && std::count_if(date.begin(), date.end(), is_digit) == 6;
}

struct Heading {
  std::string number, date, page;
};

/// The number, then what stands before PAGE, then the page.
Heading heading_of(std::string_view line) {
  Heading heading;
  std::vector<std::string_view> pieces = pieces_of(line);
  std::size_t at = 1;  // behind *TEXT
  if (at < pieces.size()) heading.number = pieces[at++];
  for (; at < pieces.size() && pieces[at] != "PAGE"; ++at) {
    heading.date += heading.date.empty() ? "" : " ";
    heading.date += pieces[at];
  }
  if (at + 1 < pieces.size()) heading.page = pieces[at + 1];
  return heading;
}

/// 020 to 20.
std::string without_zeros(std::string page) {
  page.erase(0, std::min(page.find_first_not_of('0'), page.size()));
  return page;
}

/// Nothing but marks that stand behind a word.
bool is_alone(std::string_view piece) { return piece.find_first_not_of(".,;:?!)") == piece.npos; }

/// `THE U.S . SAID, " NO . "` to `THE U.S. SAID, "NO."`: quotation marks open and close by turns.
std::string joined(std::string_view text) {
  std::string out;
  bool quoted = false, glue = true;
  for (const std::string_view piece : pieces_of(text)) {
    const bool quote = piece == "\"";
    const bool tight = glue || is_alone(piece) || (quote && quoted);
    if (!tight) out += ' ';
    out += piece;
    glue = (quote && !quoted) || piece.ends_with('(');
    if (quote) quoted = !quoted;
    if (!quote && std::count(piece.begin(), piece.end(), '"') % 2 == 1) quoted = !quoted;
  }
  return out;
}

/// The collection sets every line off by a blank one, so that paragraphs are told by indents or by more than one.
std::string paragraphs_of(const std::string& body) {
  std::string out, paragraph;
  std::size_t blank = 0, blanks = 0, lines = 0;
  for (std::size_t at = 0; at < body.size(); at = std::min(body.find('\n', at), body.size()) + 1) {
    const bool empty = std::string_view(body).substr(at, body.find('\n', at) - at).find_first_not_of(' ') == std::string_view::npos;
    blanks += empty ? 1 : 0;
    lines += empty ? 0 : 1;
  }
  const std::size_t gap = blanks * 2 > lines ? 2 : 1;
  const auto flush = [&] {
    const std::string text = joined(paragraph);
    if (!text.empty() && !out.empty()) out += "\n\n";
    out += text;
    paragraph.clear();
  };
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    const std::string_view line = std::string_view(body).substr(at, end - at);
    at = end + 1;
    if (line.find_first_not_of(' ') == line.npos) {
      ++blank;
      continue;
    }
    if (blank >= gap || line.starts_with("   ")) flush();
    blank = 0;
    paragraph += line;
    paragraph += '\n';
  }
  flush();
  return out;
}

/// Dates of two records; none compares as no order at all.
bool later(const Date& a, const Date& b) { return a && b && article::first_second(a) > article::first_second(b); }

}  // namespace

bool is_time_heading(std::string_view line) {
  const Heading heading = heading_of(line);
  const bool numbered = !heading.number.empty() && std::all_of(heading.number.begin(), heading.number.end(), is_digit);
  return line.size() < 80 && numbered && (!heading.page.empty() || date_of(heading.date));
}

TimeRecord time_record(std::string_view text) {
  TimeRecord record;
  const std::size_t end = std::min(text.find('\n'), text.size());
  const Heading heading = heading_of(text.substr(0, end));
  record.article.id = heading.number;
  record.article.source = "TIME";
  record.article.language = "en";
  record.article.page = without_zeros(heading.page);
  record.article.published = date_of(heading.date);
  record.written_date = heading.date;
  record.well_formed = is_well_formed(heading.date);
  if (!heading.page.empty() && heading.page.size() < 7 && std::all_of(heading.page.begin(), heading.page.end(), is_digit))
    record.page = number(heading.page);
  std::string body(text.substr(end));
  if (const std::size_t stop = body.rfind("\n*STOP"); stop != body.npos) body.resize(stop);
  record.article.body = paragraphs_of(body);
  return record;
}

Date repaired_issue(const TimeRecord* before, const TimeRecord& record, const TimeRecord* next) {
  const Date date = record.article.published;
  const Date last = before ? before->article.published : Date{}, following = next ? next->article.published : Date{};
  const bool in_order = date && !later(last, date) && !(later(date, following) && !later(last, following));
  if (in_order || !last) return date;
  if (last == following) return last;
  const bool goes_on = before->page > 0 && record.page >= before->page;
  const bool begins_anew = next && next->page > 0 && next->page < record.page && later(following, last);
  return goes_on && begins_anew ? last : date;
}

}  // namespace backfile::readers
