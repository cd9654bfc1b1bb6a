// One record of the TIME collection: its heading line and its text.
#pragma once
#include <string>
#include <string_view>

#include "indexer/article/article.h"

namespace backfile::readers {

struct TimeRecord {
  article::Article article{};  // published: as the heading says; none where that is no date
  std::string written_date{};
  bool well_formed = true;  // the date is written as in the others
  int page = 0;             // 0 where there is none
};

/// True for `*TEXT 017 01/04/63 PAGE 020`: a number, then a date or a page.
bool is_time_heading(std::string_view line);

/// text: from the heading on, cleaned. Punctuation that was set off by spaces is brought back to its word.
TimeRecord time_record(std::string_view text);

/// The date of the issue that a record belongs to, where what its heading says is no date or stands out of order and the neighbours leave
/// no doubt: both are of one issue, or the page goes on from the one before while the next begins anew. Either neighbour may be null.
article::Date repaired_issue(const TimeRecord* before, const TimeRecord& record, const TimeRecord* next);

}  // namespace backfile::readers
