// Lines that begin with ^ or end with < or = are set by themselves: those before the text are the head. A line without either begins it.
#include "indexer/readers/anpa_message.h"

#include <algorithm>
#include <array>
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
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; }

/// The letters of ANPA-1312 whose meaning agencies agree upon.
std::string_view section_of_category(char category) {
  constexpr auto kSections = std::to_array<std::pair<char, std::string_view>>({{'a', "national"},
                                                                               {'e', "entertainment"},
                                                                               {'f', "financial"},
                                                                               {'i', "international"},
                                                                               {'k', "commentary"},
                                                                               {'l', "lifestyle"},
                                                                               {'o', "weather"},
                                                                               {'p', "politics"},
                                                                               {'q', "sports"},
                                                                               {'s', "sports"},
                                                                               {'t', "travel"},
                                                                               {'w', "washington"}});
  const auto found = std::find_if(kSections.begin(), kSections.end(), [&](const auto& section) { return section.first == category; });
  return found == kSections.end() ? std::string_view() : found->second;
}

/// One line without its marks.
struct Line {
  std::string text;     // its indent kept where it begins a paragraph
  bool marked = false;  // ^ before it, < or = behind it
  bool row = false;     // of a table: between a backspace and a data link escape
};

void cut_marks(std::string& text, bool& marked) {
  for (;;) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || is_control(text.back()))) text.pop_back();
    if (text.empty() || (text.back() != '<' && text.back() != '=')) break;
    marked = true;
    text.pop_back();
  }
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin != text.npos && text[begin] == '^') {
    marked = true;
    text.erase(begin, 1);
  }
}

Line line_of(std::string raw) {
  Line line;
  line.row = raw.find('\b') != raw.npos || std::count(raw.begin(), raw.end(), ';') >= 3;
  cut_marks(raw, line.marked);
  // A data link escape is a space that typesetters must not break at.
  std::replace(raw.begin(), raw.end(), '\x10', ' ');
  std::erase_if(raw, is_control);
  if (line.row) std::erase(raw, '^');
  if (line.row && raw.find("; ") == raw.npos) std::replace(raw.begin(), raw.end(), ';', ' ');
  line.text = std::move(raw);
  return line;
}

/// `*9006< ^AP-Top-Headlines,0176<`: two lines of the head in one.
std::string with_lines_apart(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t next = std::min(text.find_first_not_of(' ', i + 1), text.size());
    out += text[i];
    if (text[i] == '<' && next < text.size() && text[next] == '^') {
      out += '\n';
      i = next - 1;
    }
  }
  return out;
}

/// `BC-US--Ethanol-Losing Grassland, 1st Ld-Writethru,1140`: a cycle, a dash, no sentence, words at the end.
bool is_slug(const std::string& line) {
  const std::size_t comma = line.rfind(',');
  const bool counted = comma != line.npos && comma + 1 < line.size() &&
                       std::all_of(line.begin() + static_cast<std::ptrdiff_t>(comma) + 1, line.end(), is_digit);
  constexpr auto kCycles = std::to_array<std::string_view>({"BC-", "AM-", "PM-", "AP-", "BC ", "AM ", "PM "});
  const bool cycle = std::any_of(kCycles.begin(), kCycles.end(), [&](std::string_view begin) { return line.starts_with(begin); });
  return cycle || (counted && line.find('-') != line.npos);
}

/// `BC-US--Ethanol-Losing Grassland, 1st Ld-Writethru,1140` to `US--Ethanol-Losing Grassland`.
std::string name_of_slug(std::string slug) {
  while (!slug.empty() && (is_digit(slug.back()) || slug.back() == ',' || slug.back() == ' ')) slug.pop_back();
  if (slug.size() > 3 && (slug.starts_with("BC-") || slug.starts_with("AM-") || slug.starts_with("PM-"))) slug.erase(0, 3);
  for (const std::string_view version : {", 1st", ", 2nd", ", 3rd", ", 4th", ", 5th", ",1st", ",2nd", ",3rd"}) {
    if (const std::size_t at = slug.find(version); at != slug.npos) slug.resize(at);
  }
  return text::one_line(slug);
}

class Message {
 public:
  Message(const std::string& text, const std::string& language) : language_(language) {
    // The first header line, the second, then the text between STX and ETX, then the stamp; any may be missing.
    const std::size_t stx = text.find(kStx);
    std::string_view rest = text;
    if (stx != text.npos) {
      header_ = text.substr(0, stx);
      rest = std::string_view(text).substr(stx + 1);
    } else {
      rest = without_header(text);
    }
    const std::size_t etx = rest.find(kEtx);
    if (etx != rest.npos) trailer_ = rest.substr(etx + 1);
    text_ = with_lines_apart(rest.substr(0, etx));
  }

  Article run() {
    read_header();
    std::vector<Line> lines;
    for (std::string& raw : message_lines(text_)) lines.push_back(line_of(std::move(raw)));
    const std::size_t begin = read_head(lines);
    read_text(lines, begin);
    article_.published = date_in_stamp(trailer_).value_or(date_in_stamp(tail_).value_or(article::Date{}));
    if (!article_.published) article_.published = date_in_dateline(article_.body, language_);
    article_.id = message_id(number_, article_.published);
    article_.source = agency_in_dateline(article_.body);
    if (article_.source.empty()) article_.source = agency_named(std::string_view(stamp_agency()));
    if (article_.title.empty()) article_.title = slug_;
    if (!slug_.empty() && article_.title != slug_) article_.tags.push_back(slug_);
    return std::move(article_);
  }

 private:
  std::string_view without_header(const std::string& text) {
    std::string_view rest = text;
    for (int line = 0; line < 3; ++line) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (is_anpa_header(rest.substr(0, end))) {
        header_ = text.substr(0, text.size() - rest.size() + end);
        return rest.substr(end);
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return text;
  }

  void read_header() {
    const auto lines = message_lines(header_);
    for (const std::string& line : lines) {
      if (is_anpa_header(line)) {
        const std::size_t begin = line.find_first_of("abcdefghijklmnopqrstuvwxyz");
        article_.section = section_of_category(line[begin + 2]);
      } else if (number_.empty()) {
        // Service letter and number, up to the selectors.
        std::size_t at = 0;
        while (at < line.size() && !is_digit(line[at]) && !(static_cast<unsigned char>(line[at]) > 0x20)) ++at;
        std::size_t end = at;
        while (end < line.size() && static_cast<unsigned char>(line[end]) > 0x20 && line[end] != 0x7F) ++end;
        if (end > at && end - at <= 8 && is_digit(line[end - 1])) number_ = line.substr(at, end - at);
      }
    }
  }

  /// Gives the first line of the text.
  std::size_t read_head(const std::vector<Line>& lines) {
    std::size_t at = 0;
    for (; at < lines.size(); ++at) {
      const Line& line = lines[at];
      const std::string text = text::one_line(text::clean(line.text));
      if (text.empty()) continue;
      const bool indented = line.text[0] == ' ' || line.text[0] == '\t';
      if (!line.marked || line.row || indented) break;
      if (slug_.empty() && article_.title.empty() && (text[0] == '*' || is_slug(text))) {
        if (text[0] != '*') slug_ = name_of_slug(text);
      } else if (is_byline(text) || is_byline_by_agency(text)) {
        for (std::string& name : names_of_byline(text)) article_.authors.push_back(std::move(name));
      } else if (is_note_to_editors(text) || (!article_.authors.empty() && (is_role(text) || !agency_of(text).empty()))) {
        continue;
      } else if (text.starts_with("EDITOR'S NOTE") || !article_.title.empty()) {
        break;
      } else {
        article_.title = without_typing(text);
      }
    }
    return at;
  }

  /// `By The Associated Press`.
  static bool is_byline_by_agency(const std::string& line) { return line.starts_with("By ") && !agency_of(line.substr(3)).empty(); }

  static std::string agency_of(const std::string& line) {
    const std::string small = lower(line);
    return small.find("associated press") != small.npos || small.find("ap writer") != small.npos ||
                   small.find("canadian press") != small.npos
               ? line
               : std::string();
  }

  void read_text(const std::vector<Line>& lines, std::size_t at) {
    std::string text;
    bool before_text = true;
    for (; at < lines.size(); ++at) {
      const Line& line = lines[at];
      const std::string plain = text::one_line(line.text);
      if (plain.empty()) {
        text += '\n';
        continue;
      }
      const bool rule = plain.find_first_not_of("_-") == plain.npos;
      if (rule || plain == "END" || plain == "MORE" || plain == "(MORE)") {
        text += '\n';
        continue;
      }
      if (date_in_stamp(plain) && plain.size() < 40) {
        tail_ += plain + '\n';
        continue;
      }
      const bool flush = line.text[0] != ' ' && line.text[0] != '\t';
      if (before_text && line.marked && flush && take_late_head(plain)) continue;
      before_text = before_text && line.marked && flush;
      // A row ends where its line ends, and so does whatever was marked.
      if (line.row)
        text += row_of(plain);
      else
        text += line.text;
      text += line.marked && !line.row ? "\n\n" : "\n";
    }
    article_.body = wire_paragraphs(text::clean(without_typing(std::move(text))), 1);
  }

  /// Bylines and notes behind a second headline line.
  bool take_late_head(const std::string& line) {
    if (is_note_to_editors(line)) return true;
    if (is_byline(line) || is_byline_by_agency(line)) {
      for (std::string& name : names_of_byline(line)) article_.authors.push_back(std::move(name));
      return true;
    }
    return !article_.authors.empty() && (is_role(line) || !agency_of(line).empty());
  }

  /// With the gaps by which wire_lines.h tells a table.
  static std::string row_of(const std::string& line) {
    std::string out;
    for (const char c : line) out += c == ' ' ? std::string("   ") : std::string(1, c);
    return out;
  }

  /// AP of `AP-WF-11-13-13 0745GMT`.
  std::string stamp_agency() const {
    const std::string stamp = text::one_line(text::clean(trailer_.empty() ? tail_ : trailer_));
    const std::size_t dash = stamp.find('-');
    return dash != stamp.npos && dash <= 8 ? stamp.substr(0, dash) : std::string();
  }

  const std::string& language_;
  std::string header_, text_, trailer_, tail_, number_, slug_;
  Article article_;
};

}  // namespace

bool is_anpa_header(std::string_view line) {
  std::string plain;
  for (const char c : line) plain += is_control(c) || c == '\t' ? ' ' : c;
  const auto pieces = words(plain);
  if (pieces.size() < 4 || pieces[0].size() != 1 || pieces[1].size() != 1 || !is_small(pieces[0][0]) || !is_small(pieces[1][0]))
    return false;
  const std::string_view count = pieces.back(), date = pieces[pieces.size() - 2];
  const bool counted = count.size() >= 2 && count.size() <= 5 && std::all_of(count.begin(), count.end(), is_digit);
  return counted && date.size() == 5 && date[2] == '-' && is_digit(date[0]) && is_digit(date[1]) && is_digit(date[3]) && is_digit(date[4]);
}

Article anpa_article(const std::string& text, const std::string& language) { return Message(text, language).run(); }

}  // namespace backfile::readers
