// Header, first line, text, what a network puts behind it.
#include "indexer/readers/wire_copy.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "indexer/article/date_parts.h"
#include "indexer/article/date_text.h"
#include "indexer/article/date_tokens.h"
#include "indexer/readers/wire_characters.h"
#include "indexer/readers/wire_dates.h"
#include "indexer/readers/wire_header.h"
#include "indexer/readers/wire_lines.h"
#include "indexer/readers/wire_messages.h"
#include "indexer/text/charset.h"
#include "indexer/wording/dateline.h"
#include "indexer/wording/url_parts.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

using article::Article;
using article::Date;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

std::string plain(std::string_view line) { return text::one_line(text::clean(std::string(line))); }

/// Typesetters' codes, `#bb`, `#qc`, `#me15:`, `#fu6557?.`: a number sign and two or three small letters; digits with a mark behind them.
std::string without_codes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t at = i + 1;
    while (text[i] == '#' && at < text.size() && at < i + 4 && is_small(text[at])) ++at;
    if (text[i] != '#' || at < i + 3) {
      out += text[i++];
      continue;
    }
    std::size_t digits = at;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits > at && digits < text.size() && (text[digits] == ':' || text[digits] == '?')) at = text.find_first_not_of(":?.", digits);
    i = std::min(at, text.size());
    if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
  }
  return out;
}

/// `AAP RTV`, `AAP RESULTS`, `more ug`: what a desk writes below.
std::string signed_by(const std::string& line) {
  const auto pieces = words(line);
  if (pieces.empty() || pieces.size() > 3 || line.size() > 24 || lower(line) == line) return {};
  return std::all_of(line.begin(), line.end(), [](char c) { return !is_small(c); }) ? agency_named(pieces[0]) : std::string();
}

class Copy {
 public:
  Copy(const std::string& text, const std::string& language) : lines_(message_lines(text)), language_(language) {}

  Article run() {
    WireHeader header = separated_header(lines_);
    if (header.end == 0) header = labelled_header(lines_, language_);
    if (header.end == 0) header = release_header(lines_);
    if (header.end == 0) header = results_header(lines_, language_);
    if (header.end == 0) header = signed_header(lines_);
    article_ = std::move(header.article);
    std::size_t begin = header.end;
    if (article_.title.empty()) begin = take_first_line(begin);
    std::size_t end = cut_end(begin);
    take_dates(begin, end);
    std::string text;
    for (std::size_t i = begin; i < end; ++i) text += body_line(lines_[i]) + "\n";
    article_.body = wire_paragraphs(text::clean(without_typing(without_codes(text))));
    date_by_dateline();
    return std::move(article_);
  }

 private:
  /// The headline of a text whose header has none; a line that is text itself stays.
  std::size_t take_first_line(std::size_t at) {
    while (at < lines_.size() && plain(lines_[at]).empty()) ++at;
    if (at >= lines_.size()) return at;
    const std::string line = plain(lines_[at]);
    if (line.size() > 160 || (ends_like_a_sentence(line) && line.size() > 80)) return at;
    article_.title = line;
    return at + 1;
  }

  static std::string body_line(const std::string& line) {
    std::string out = line;
    // Odds and places stand between carets, results between bars.
    std::replace(out.begin(), out.end(), '^', ' ');
    if (std::count(out.begin(), out.end(), '|') >= 2) {
      for (std::size_t at = out.find('|'); at != out.npos; at = out.find('|', at + 4)) out.replace(at, 1, "    ");
    }
    return out;
  }

  /// The line behind the last that belongs to the text; takes the source and the address that stand there.
  std::size_t cut_end(std::size_t begin) {
    std::size_t end = lines_.size();
    for (; end > begin; --end) {
      const std::string line = plain(lines_[end - 1]);
      if (line.empty() || lower(line) == "nnnn" || is_note_to_editors(line) || lower(line).starts_with("more ")) continue;
      if (const std::string agency = signed_by(line); !agency.empty()) {
        if (article_.source.empty()) article_.source = agency;
      } else if (!article_.source.empty() && lower(line) == "source " + lower(article_.source)) {
        continue;
      } else if (line.starts_with("SOURCE: ") || line.starts_with("Source: ")) {
        if (article_.source.empty()) article_.source = text::one_line(line.substr(8));
      } else if (article_.url.empty() && is_url(line)) {
        article_.url = line;
      } else {
        break;
      }
    }
    return end;
  }

  /// A line near the top that is a date, with a label or without.
  void take_dates(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && i < begin + 8 && !article_.published; ++i) {
      std::string line = plain(lines_[i]);
      const std::size_t colon = line.find(": ");
      if (colon != line.npos && lower(line.substr(0, colon)).ends_with("date")) line.erase(0, colon + 2);
      if (const auto date = article::parse_date(line, language_); date && date->precision >= article::Precision::day)
        article_.published = *date;
    }
  }

  void date_by_dateline() {
    if (article_.source.empty()) article_.source = agency_in_dateline(article_.body);
    const std::string head = plain(std::string_view(article_.body).substr(0, 120));
    date_near_header(words(head));
    if (!article_.published) article_.published = date_in_dateline(article_.body, language_);
    if (!article_.published) article_.published = date_before_stroke(head);
  }

  /// `MELBOURNE, Feb 09 AAP - ` under a header of 11 February: the dateline's day, of the year in which it lies shortly before.
  void date_near_header(const std::vector<std::string_view>& pieces) {
    for (std::size_t i = 1; i + 2 < pieces.size() && i < 5; ++i) {
      const int month = article::month_named(strip_punctuation(pieces[i]));
      const std::string_view day = strip_punctuation(pieces[i + 1]);
      if (month == 0 || day.size() > 2 || !std::all_of(day.begin(), day.end(), is_digit) || day.empty()) continue;
      const std::string agency = agency_named(strip_punctuation(pieces[i + 2]));
      if (agency.empty()) return;
      if (article_.source.empty()) article_.source = agency;
      if (!article_.published) return;
      Date date = article_.published;
      date.month = month;
      date.day = day.size() == 1 ? day[0] - '0' : (day[0] - '0') * 10 + (day[1] - '0');
      date.precision = article::Precision::day;
      constexpr std::int64_t kMonth = 31 * 86'400;
      const std::int64_t before = article::first_second(article_.published) - article::first_second(date);
      if (before >= 0 && before <= kMonth && article::possible(date)) article_.published = date;
      return;
    }
  }

  /// `AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ --`: from a month's name up to the stroke.
  Date date_before_stroke(const std::string& head) const {
    const std::size_t stroke = head.find('/');
    if (stroke == head.npos) return {};
    const std::string before = head.substr(0, stroke);
    for (const std::string_view piece : words(before)) {
      if (article::month_named(strip_punctuation(piece)) == 0) continue;
      const auto at = static_cast<std::size_t>(piece.data() - before.data());
      return date_in_field(before.substr(at), "en").value_or(Date{});
    }
    return {};
  }

  std::vector<std::string> lines_;
  const std::string& language_;
  Article article_;
};

}  // namespace

Article wire_copy_article(const std::string& text, const std::string& language) { return Copy(text, language).run(); }

}  // namespace backfile::readers
