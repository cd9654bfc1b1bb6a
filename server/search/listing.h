// All articles in brief, by date: what a sitemap is made of. Nothing is read of an article but its values.
#pragma once
#include <cstdint>
#include <string>

namespace backfile::search {

struct Listed {
  std::string id;
  std::int64_t indexed = 0;  // when it was last added or replaced, in seconds since year 1
};

}  // namespace backfile::search
