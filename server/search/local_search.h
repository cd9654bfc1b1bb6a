// A search by the matcher of our own: every match is counted, the best are ranked, and only those are read. Threads that have nothing
// else to do search some of the stretches.
#pragma once
#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/search/idle_threads.h"
#include "server/search/stretch_search.h"

namespace backfile::search {

/// For one search. What is given must outlive it.
class LocalSearch {
 public:
  LocalSearch(LocalMatch& match, const Question& question, const Gains& gains) : match_(match), common_(question, match, gains) {}

  /// Postings that are worth calling for help: some tens of microseconds, which the call takes too.
  static constexpr double kWorthSharing = 20'000;

  /// Once. Throws Xapian::Error and DeadlinePassed.
  void run(Workbench& bench, IdleThreads& idle, double worth_sharing = kWorthSharing);

  std::uint64_t total() const;

  /// Of the facet at this place among those that are asked for. Valid as long as the search.
  class Counts : public FacetCounts {
   public:
    Counts(const LocalSearch& search, std::size_t facet) : search_(search), facet_(facet) {}
    void each(const std::function<void(const std::string& content, std::uint64_t count)>& tell) const override;

   private:
    const LocalSearch& search_;
    const std::size_t facet_;
  };
  Counts counts(std::size_t facet) const { return {*this, facet}; }

  struct Placed {
    std::size_t shard;
    Ranking ranking;
    // What decides among equal scores of different databases: the day of the instant, then the slot, which takes long to read.
    std::int32_t day;
    mutable std::optional<std::string> date;
  };
  /// Those of the best, in their order, that come after the `first` best of all.
  std::vector<Placed> page(std::size_t first);

 private:
  std::size_t threads_for(std::size_t stretches, double worth_sharing) const;
  void sort(std::vector<Placed>& all) const;
  const std::string& date(const Placed& placed) const;

  LocalMatch& match_;
  Common common_;
  std::vector<std::unique_ptr<StretchSearch>> found_;  // by thread
};

}  // namespace backfile::search
