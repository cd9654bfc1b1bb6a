// The seventeen top-level terms of http://cv.iptc.org/newscodes/subjectcode and /mediatopic, in their English names.
#include "indexer/readers/news_codes.h"

#include <array>

namespace backfile::readers {

std::string_view top_subject(std::string_view code) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"arts, culture and entertainment", "crime, law and justice", "disaster and accident", "economy, business and finance", "education",
       "environment", "health", "human interest", "labour", "lifestyle and leisure", "politics", "religion and belief",
       "science and technology", "society", "sport", "conflicts, war and peace", "weather"});
  constexpr std::size_t kDigits = 8;
  if (const auto prefix = code.find_last_of(":/#"); prefix != code.npos) code.remove_prefix(prefix + 1);
  if (code.size() != kDigits || code.find_first_not_of("0123456789") != code.npos) return {};
  const std::size_t number = static_cast<std::size_t>(code[0] - '0') * 10 + static_cast<std::size_t>(code[1] - '0');
  return number >= 1 && number <= kNames.size() ? kNames[number - 1] : std::string_view();
}

}  // namespace backfile::readers
