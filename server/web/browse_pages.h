// The archive without a question: its years, a year's days, a day's articles; its sections, authors and sources.
#pragma once
#include <string>
#include <vector>

#include "server/search/neighbours.h"
#include "server/search/results.h"
#include "server/search/timeline.h"
#include "server/web/site.h"

namespace backfile::web {

struct YearsContent {
  std::vector<search::FacetValue> years;  // in order
  std::uint64_t undated = 0;
};
std::string browse_page(const Frame& frame, const YearsContent& content);

struct YearContent {
  int year;
  const search::Timeline &days, &months;  // of this year alone
  const std::vector<search::FacetValue>& years;
};
std::string browse_year_page(const Frame& frame, const YearContent& content);

struct DayContent {
  const article::Date& day;
  const std::vector<search::Hit>& hits;  // some hundreds at most
  std::uint64_t total;
  const search::NeighbourDays& neighbours;
};
std::string browse_day_page(const Frame& frame, const DayContent& content);

/// One page of a longer list, for articles without a date and for a day in every year. page: from 1.
struct ListContent {
  const std::vector<article::Article>& articles;
  std::uint64_t total;
  std::uint32_t page, page_size;
};
std::string browse_undated_page(const Frame& frame, const ListContent& content);
std::string on_page(const Frame& frame, int month, int day, const ListContent& content);

/// name: "sections", "authors" or "sources". values: by count; for sections each level above is one too.
struct ValuesContent {
  std::string_view name;
  const std::vector<search::FacetValue>& values;
  std::uint32_t page, page_size;
};
std::string browse_values_page(const Frame& frame, const ValuesContent& content);

}  // namespace backfile::web
