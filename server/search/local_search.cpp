#include "server/search/local_search.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "server/search/parts.h"

namespace backfile::search {

using query::Sort;

namespace {

/// All that it reads.
double postings_of(const Prepared& what) {
  double all = what.op == query::Expression::Op::term ? what.articles : 0;
  for (const Prepared& child : what.children) all += postings_of(child);
  return all;
}

}  // namespace

void LocalSearch::run(Workbench& bench, IdleThreads& idle, double worth_sharing) {
  const auto stretches = match_.stretches();
  Parts parts(stretches.size());
  StretchSearch& own = *found_.emplace_back(std::make_unique<StretchSearch>(common_, bench));
  std::mutex mutex;
  IdleThreads::Offer offer(idle, threads_for(stretches.size(), worth_sharing), [&](Workbench& other) {
    auto theirs = std::make_unique<StretchSearch>(common_, other);
    LocalMatch::Visitor visitor(match_, other.reserves);
    while (const auto part = parts.last()) theirs->search(visitor.at(stretches[*part]));
    theirs->finish();
    const std::lock_guard lock(mutex);
    found_.push_back(std::move(theirs));
  });
  LocalMatch::Visitor visitor(match_, bench.reserves);
  while (const auto part = parts.next()) own.search(visitor.at(stretches[*part]));
  own.finish();
  offer.end();
}

std::size_t LocalSearch::threads_for(std::size_t stretches, double worth_sharing) const {
  const Question& question = common_.question;
  if (stretches < 2 || postings_of(question.what) + postings_of(question.conditions) < worth_sharing) return 0;
  const auto may_be_shared = [this](const Prepared& what) { return match_.may_be_shared(what); };
  const bool all = may_be_shared(question.what) && may_be_shared(question.conditions) &&
                   std::all_of(question.pairs.begin(), question.pairs.end(), may_be_shared) &&
                   std::all_of(question.facets.begin(), question.facets.end(),
                               [&](const auto& facet) { return !facet.conditions || may_be_shared(*facet.conditions); });
  return all ? stretches - 1 : 0;
}

std::uint64_t LocalSearch::total() const {
  std::uint64_t total = 0;
  for (const auto& found : found_) total += found->total();
  return total;
}

void LocalSearch::Counts::each(const std::function<void(const std::string& content, std::uint64_t count)>& tell) const {
  for (const auto& found : search_.found_) found->counts(facet_).each(tell);
}

std::vector<LocalSearch::Placed> LocalSearch::page(std::size_t first) {
  std::vector<Placed> all;
  std::size_t lists = 0;
  for (const auto& found : found_)
    for (std::size_t place = 0; place < found->best().size(); ++place, ++lists)
      for (const Ranking& ranking : found->best()[place].sorted())
        all.push_back({place, ranking, match_.columns().shards[place]->for_scoring[ranking.article].instant_day, {}});
  if (lists > 1) sort(all);
  if (all.size() > common_.question.most) all.resize(common_.question.most);
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(first, all.size())));
  return all;
}

void LocalSearch::sort(std::vector<Placed>& all) const {
  const Sort by = common_.question.sort;
  std::sort(all.begin(), all.end(), [&](const Placed& a, const Placed& b) {
    if (a.ranking.score != b.ranking.score) return a.ranking.score > b.ranking.score;
    if (a.shard == b.shard) return a.ranking.place < b.ranking.place;
    if (by != Sort::oldest && a.day != b.day) return a.day > b.day;
    return date(a) != date(b) ? date(a) > date(b) : a.shard < b.shard;
  });
}

const std::string& LocalSearch::date(const Placed& placed) const {
  const auto slot = common_.question.sort == Sort::oldest ? schema::kOldestSlot : schema::kNewestSlot;
  if (!placed.date) placed.date = match_.shard(placed.shard).get_document(placed.ranking.article, Xapian::DOC_ASSUME_VALID).get_value(slot);
  return *placed.date;
}

}  // namespace backfile::search
