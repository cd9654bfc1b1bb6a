// Dates within a line such as `Veröffentlicht am 3. Februar 2022, 10:31 Uhr | Aktualisiert: 4. Februar 2022`.
#pragma once
#include <string_view>
#include <vector>

#include "indexer/article/date.h"

namespace backfile::page {

enum class DateRole {
  plain,
  published,  // the line says so
  modified,
  other,  // of an event, a birth, a copyright notice
};

struct DatedPhrase {
  article::Date date;  // to the day at least
  DateRole role = DateRole::plain;
  std::size_t begin = 0, end = 0;  // in the line
};

/// In order. Looks at the first 60 words only. language: for dates such as 4/5/1912.
std::vector<DatedPhrase> dates_in(std::string_view line, std::string_view language);

/// What a label such as `Veröffentlicht am` says about the date behind it.
DateRole role_of_label(std::string_view label);

}  // namespace backfile::page
