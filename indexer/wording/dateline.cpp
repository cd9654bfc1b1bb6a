// A place, then a date, then a dash, all within the first line's first words.
#include "indexer/wording/dateline.h"

#include <algorithm>
#include <string>

#include "indexer/article/date_text.h"
#include "indexer/wording/words.h"

namespace backfile::wording {
namespace {

/// Without what stands in brackets: the agency's name.
std::string without_agency(std::string_view text) {
  std::string plain(text.substr(0, text.find('(')));
  if (const auto close = text.find(')'); close != text.npos && plain.size() < text.size()) plain += text.substr(close + 1);
  while (!plain.empty() && (plain.back() == ' ' || plain.back() == '.' || plain.back() == ',')) plain.pop_back();
  return plain;
}

}  // namespace

article::Date date_in_dateline(std::string_view body, std::string_view language) {
  constexpr std::size_t kLongest = 90, kMostPlaceWords = 4;
  const std::string_view head = body.substr(0, kLongest);
  std::size_t dash = head.npos;
  for (const std::string_view mark : {"\xE2\x80\x94", "\xE2\x80\x93", "--", " - "}) dash = std::min(dash, head.find(mark));
  if (dash == head.npos) return {};
  const std::string line = without_agency(head.substr(0, dash));
  for (auto comma = line.find(','); comma != line.npos; comma = line.find(',', comma + 1)) {
    const auto place = words(std::string_view(line).substr(0, comma));
    if (place.empty() || place.size() > kMostPlaceWords || !std::all_of(place.begin(), place.end(), begins_with_capital)) return {};
    const auto date = article::parse_date(std::string_view(line).substr(comma + 1), language);
    if (date && date->precision >= article::Precision::day) return *date;
  }
  return {};
}

}  // namespace backfile::wording
