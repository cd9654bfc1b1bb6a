// A sign's meaning is what agencies that use it agree upon; where the signs give no headline, the text's first line is one.
#include "indexer/readers/wire_header.h"

#include <algorithm>
#include <utility>

#include "indexer/article/date_text.h"
#include "indexer/readers/sgml_names.h"
#include "indexer/readers/wire_dates.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string plain(const std::string& line) { return text::one_line(text::clean(line)); }

/// `YY RFG TDR`, `HH TDCom`, `ZCZC FMG000`: addresses of the network.
bool is_routing(const std::string& line) {
  const auto pieces = words(line);
  return !pieces.empty() && pieces.size() <= 4 && std::all_of(pieces.begin(), pieces.end(), [](std::string_view piece) {
    return piece.size() <= 6 && is_capital(piece[0]) &&
           std::count_if(piece.begin(), piece.end(), [](char c) { return is_capital(c) || is_digit(c); }) >= 2;
  }) && pieces[0].size() <= 4;
}

bool is_label(const std::string& line) { return line.size() >= 3 && is_capital(line[0]) && is_capital(line[1]) && line[2] == '#'; }

void take_label(article::Article& article, std::string_view label, const std::string& value, const std::string& language) {
  if (value.empty() || value == "*") return;
  if (label == "AN") article.id = value;
  if (label == "TI") article.title = value;
  if (label == "AB") article.summary = value;
  if (label == "KN") article.source = value;
  if (label == "BY") article.authors = names_of_byline(value);
  if (label == "PD") article.published = date_in_field(value, language.empty() ? "en-GB" : language).value_or(article::Date{});
  if (label == "CO" || label == "KY") {
    if (std::find(article.tags.begin(), article.tags.end(), value) == article.tags.end()) article.tags.push_back(value);
  }
}

/// `Legionella_BC1` to `Legionella`.
std::string slug_name(std::string slug) {
  const std::size_t mark = slug.rfind('_');
  if (mark != slug.npos && mark + 5 >= slug.size()) slug.resize(mark);
  return slug;
}

struct Signs {
  std::string slug, headline;
  std::vector<std::string> notes;  // behind colons, in order
  char category = 0;
};

void take_note(WireHeader& header, Signs& signs, const std::string& value) {
  if (value.starts_with('(') && value.ends_with(')'))
    header.article.places.push_back(value.substr(1, value.size() - 2));
  else if (const auto date = article::parse_date(value); date && date->precision >= article::Precision::day)
    header.article.published = *date;
  else if (!value.empty())
    signs.notes.push_back(value);
}

void apply(WireHeader& header, Signs& signs) {
  article::Article& article = header.article;
  if (signs.category != 0 && signs.headline.empty()) {
    header.is_release = true;
    if (!signs.notes.empty()) article.source = signs.notes.front();
    return;
  }
  std::vector<std::string> heads;
  for (std::string* head : {&signs.headline, &signs.slug}) {
    if (!head->empty()) heads.push_back(*head);
  }
  heads.insert(heads.end(), signs.notes.begin(), signs.notes.end());
  if (heads.empty()) return;
  article.title = heads.front();
  const bool slug_is_name = !signs.headline.empty() && !signs.slug.empty();
  if (slug_is_name) article.tags.push_back(slug_name(signs.slug));
  const std::size_t second = slug_is_name ? 2 : 1;
  if (second >= heads.size()) return;
  const bool keyword = heads[second].find(' ') == std::string::npos;
  if (keyword)
    article.tags.push_back(heads[second]);
  else
    article.subtitle = heads[second];
}

}  // namespace

WireHeader labelled_header(const std::vector<std::string>& lines, const std::string& language) {
  WireHeader header;
  const auto labels =
      std::count_if(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(lines.size(), 20)), is_label);
  if (labels < 3) return header;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (!is_label(lines[at])) continue;
    const std::string_view label = std::string_view(lines[at]).substr(0, 2);
    if (label == "TX") {
      header.end = at + 1;
      break;
    }
    take_label(header.article, label, plain(lines[at].substr(3)), language);
    header.end = at + 1;
  }
  return header;
}

WireHeader signed_header(const std::vector<std::string>& lines) {
  WireHeader header;
  Signs signs;
  std::size_t at = 0;
  for (; at < lines.size(); ++at) {
    const std::string line = plain(lines[at]);
    if (line.empty()) continue;
    const std::string value = text::one_line(line.substr(1));
    const bool indented = lines[at].starts_with("   ") && !line.starts_with("ZCZC");
    if (lower(line).starts_with("zczc") || (line[0] != '*' && is_routing(line) && !indented)) continue;
    if (indented || (line[0] == '*' && value.size() > 12)) break;
    if (line[0] == '#')
      signs.slug = value;
    else if (line[0] == '$' && value.size() == 1)
      signs.category = value[0];
    else if (line[0] == '$' && value.size() > 3 && !is_digit(value[0]))
      signs.headline = value;
    else if (line[0] == ':')
      take_note(header, signs, value);
    else if (line[0] == '@' && value.size() <= 20)
      header.article.tags.push_back(value);
    else if (line[0] != '%' && line[0] != '&' && line[0] != '*')
      break;
  }
  header.end = at;
  apply(header, signs);
  return header;
}

WireHeader separated_header(const std::vector<std::string>& lines) {
  WireHeader header;
  std::size_t at = 0;
  while (at < lines.size() && lines[at].find('\x1F') == std::string::npos) ++at;
  if (at >= lines.size()) return header;
  const std::string& line = lines[at];
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\x1F', begin), line.size());
    std::string field = plain(line.substr(begin, end - begin));
    if (field.starts_with("NEWS: ")) field.erase(0, 6);
    // Flags are of one letter.
    const bool flag = field.size() == 1 && is_capital(field[0]);
    if (!field.empty() && !flag) {
      if (!header.article.title.empty()) header.article.title += ", ";
      header.article.title += field;
    }
    begin = end + 1;
  }
  header.end = at + 1;
  return header;
}

bool begins_release(const std::vector<std::string>& lines) {
  return lines.size() > 2 && lower(lines[0]).starts_with("source: ") && lower(lines[1]).starts_with("media release ");
}

WireHeader release_header(const std::vector<std::string>& lines) {
  WireHeader header;
  if (!begins_release(lines)) return header;
  header.article.source = text::one_line(lines[0].substr(8));
  header.article.id = text::one_line(lines[1].substr(14));
  std::size_t at = 2;
  for (; at < lines.size() && at < 8 && !plain(lines[at]).empty(); ++at) {
    if (!header.article.title.empty()) header.article.title += ' ';
    header.article.title += plain(lines[at]);
  }
  header.end = at;
  return header;
}

WireHeader results_header(const std::vector<std::string>& lines, const std::string& language) {
  WireHeader header;
  if (lines.size() < 3 || std::count(lines[1].begin(), lines[1].end(), '|') < 3 || std::count(lines[2].begin(), lines[2].end(), '|') < 1)
    return header;
  const std::string title = plain(lines[0]);
  const std::size_t comma = title.find(", ");
  const auto date = comma == title.npos ? std::nullopt : date_in_field(title.substr(comma + 2), language);
  if (!date || date->precision < article::Precision::day) return header;
  header.article.title = title;
  header.article.published = *date;
  header.end = 1;
  return header;
}

}  // namespace backfile::readers
