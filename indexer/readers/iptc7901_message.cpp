// The header and the time are told by their form, so that a message whose control characters some mail program took away is read as well.
#include "indexer/readers/iptc7901_message.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "indexer/readers/sgml_names.h"
#include "indexer/readers/wire_characters.h"
#include "indexer/readers/wire_dates.h"
#include "indexer/readers/wire_lines.h"
#include "indexer/readers/wire_messages.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/dateline.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

using article::Article;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

std::string plain(std::string_view line) { return text::one_line(text::clean(std::string(line))); }

/// A headline that goes on over more lines than this has no equals sign behind it.
constexpr std::size_t kMostHeadLines = 10;

class Message {
 public:
  Message(const std::string& text, const std::string& language) : lines_(message_lines(text)), language_(language) {}

  Article run() {
    std::size_t at = read_header();
    at = read_keywords(at);
    at = read_headline(at);
    const std::size_t end = read_time();
    article_.body = body_of(at, end);
    if (!article_.published) article_.published = date_in_dateline(article_.body, language_);
    article_.id = message_id(number_, article_.published);
    if (article_.source.empty()) article_.source = agency_in_dateline(article_.body);
    return std::move(article_);
  }

 private:
  /// Gives the line behind the header.
  std::size_t read_header() {
    for (std::size_t at = 0; at < lines_.size() && at < 6; ++at) {
      const std::string line = plain(lines_[at]);
      if (!is_iptc7901_header(line)) continue;
      const auto pieces = words(line);
      number_ = pieces[0];
      if (pieces.size() > 4 && pieces[3].size() <= 5) {
        const std::string_view service = pieces[4].substr(0, pieces[4].find('-'));
        article_.source = agency_named(service);
        if (article_.source.empty() && !all_digits(service)) article_.source = service;
      }
      const std::string category = lower(pieces[2]);
      if (category == "s" || category == "sp" || category == "spo") article_.section = "sports";
      return at + 1;
    }
    return 0;
  }

  /// Lines of words between strokes, and whatever stands before the start of text.
  std::size_t read_keywords(std::size_t at) {
    std::size_t begin = lines_.size();
    for (std::size_t i = at; i < lines_.size() && i < at + kMostHeadLines; ++i) {
      if (lines_[i].find(kStx) != std::string::npos) begin = i;
    }
    const bool marked = begin < lines_.size();
    for (; at < (marked ? begin : lines_.size()); ++at) {
      const std::string line = plain(lines_[at]);
      if (line.empty()) continue;
      if (!marked && !is_keywords(line)) break;
      take_keywords(line);
    }
    return at;
  }

  static bool is_keywords(const std::string& line) {
    return line.find('/') != line.npos && (line.ends_with('/') || line.find(' ') == line.npos);
  }

  void take_keywords(const std::string& line) {
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = std::min(line.find('/', at), line.size());
      std::string keyword = text::one_line(std::string_view(line).substr(at, end - at));
      if (!keyword.empty() && std::find(article_.tags.begin(), article_.tags.end(), keyword) == article_.tags.end())
        article_.tags.push_back(std::move(keyword));
      at = end + 1;
    }
  }

  /// Up to the line that ends with an equals sign; without one, up to the first blank line.
  std::size_t read_headline(std::size_t at) {
    while (at < lines_.size() && plain(lines_[at]).empty()) ++at;
    std::size_t end = at, blank = lines_.size();
    while (end < lines_.size() && end < at + kMostHeadLines && !plain(lines_[end]).ends_with('=')) {
      if (blank == lines_.size() && plain(lines_[end]).empty()) blank = end;
      ++end;
    }
    const bool marked = end < lines_.size() && plain(lines_[end]).ends_with('=');
    if (!marked) end = std::min({blank, at + 3, lines_.size()});
    if (marked) ++end;
    bool labels = true;
    for (std::size_t i = at; i < end; ++i) {
      std::string line = plain(lines_[i]);
      if (line.ends_with('=')) line = text::one_line(line.substr(0, line.size() - 1));
      if (!marked && is_long(line)) return i;
      if (line.empty() || (labels && is_version_label(line))) continue;
      labels = false;
      if (is_byline(line) || is_byline_with_agency(line)) {
        for (std::string& name : names_of_byline(line)) article_.authors.push_back(std::move(name));
        continue;
      }
      if (!article_.title.empty()) article_.title += ' ';
      article_.title += line;
    }
    return end;
  }

  /// Text rather than a headline.
  static bool is_long(const std::string& line) { return line.size() > 120 || (line.find(") -") != line.npos && line.size() > 60); }

  /// `By Helen Muster, dpa`, `Von Karl Muster, dpa`.
  static bool is_byline_with_agency(const std::string& line) {
    const std::size_t comma = line.find(',');
    return comma != line.npos && line.size() < 120 && is_byline(line.substr(0, comma));
  }

  /// Takes the time that ends a message, and gives the line it stands on; the number of lines where there is none.
  std::size_t read_time() {
    for (std::size_t i = lines_.size(), tried = 0; i-- > 0 && tried < 4;) {
      const std::string line = plain(lines_[i]);
      if (line.empty()) continue;
      ++tried;
      if (const auto date = date_in_iptc_time(line)) {
        article_.published = *date;
        return i;
      }
    }
    return lines_.size();
  }

  /// A heading, as Markdown writes it, over notes for editors; or the line that says they are not for print.
  static bool begins_notes(const std::string& line) {
    const std::string small = lower(line);
    return small == "# notebook" || small == "# notizblock" || small == "## notebook" || small == "## notizblock" ||
           small.find("not intended for publication") != small.npos ||
           small.find(
               "nicht zur ver\xC3\xB6"
               "ffentlichung") != small.npos;
  }

  std::string body_of(std::size_t begin, std::size_t end) const {
    std::string text;
    std::vector<std::string> kept;
    for (std::size_t i = begin; i < end; ++i) {
      const std::string line = plain(lines_[i]);
      if (begins_notes(line)) break;
      kept.push_back(lines_[i]);
    }
    while (!kept.empty()) {
      const std::string last = plain(kept.back());
      const bool rule = last.find_first_not_of("* -_=") == last.npos;
      if (!rule && !is_desk_sign_off(last) && !is_note_to_editors(last)) break;
      kept.pop_back();
    }
    for (const std::string& line : kept) text += line + "\n";
    return wire_paragraphs(text::clean(std::move(text)));
  }

  std::vector<std::string> lines_;
  const std::string& language_;
  std::string number_;
  Article article_;
};

}  // namespace

bool is_iptc7901_header(std::string_view line) {
  if (line.size() > 120) return false;
  const auto pieces = words(line);
  if (pieces.size() < 4) return false;
  std::size_t letters = 0;
  while (letters < pieces[0].size() && is_letter(pieces[0][letters])) ++letters;
  const std::string_view number = pieces[0].substr(letters);
  if (letters < 1 || letters > 5 || !all_digits(number) || number.size() < 3 || number.size() > 6) return false;
  const bool priority = pieces[1].size() == 1 && is_digit(pieces[1][0]);
  const bool category =
      pieces[2].size() <= 4 && std::all_of(pieces[2].begin(), pieces[2].end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return priority && category && all_digits(pieces[3]) && pieces[3].size() <= 6;
}

Article iptc7901_article(const std::string& text, const std::string& language) { return Message(text, language).run(); }

}  // namespace backfile::readers
