// The articles of a page as they are shown: taken out of their packed form, title and snippets marked.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/query/plan.h"
#include "server/query/request.h"
#include "server/search/idle_threads.h"
#include "server/search/parts.h"
#include "server/search/results.h"

namespace backfile::search {

/// An article of the page, as the database gave it.
struct Found {
  std::string stored;
  double score;
  std::int64_t indexed;
  std::vector<Explanation::Part> parts;  // where they are asked for
};

/// Makes hits of them, which needs no database. Idle threads begin at once; the caller may do something else before take().
class Hits {
 public:
  /// snippet_length: where the request says nothing. Everything given must outlive it.
  Hits(const query::SearchRequest& request, const query::PlanNode& plan, unsigned snippet_length, std::vector<Found> found,
       IdleThreads& idle);

  struct Made {
    std::vector<Hit> hits;       // in the order of what was found
    std::size_t unreadable = 0;  // are left out
  };
  /// Once.
  Made take(Workbench& bench);

 private:
  void make(Workbench& bench);

  const query::SearchRequest& request_;
  const query::PlanNode& plan_;
  const unsigned snippet_length_;
  const std::vector<Found> found_;
  std::vector<std::optional<Hit>> made_;
  Parts parts_;
  IdleThreads::Offer offer_;  // ends before what it works on does
};

}  // namespace backfile::search
