#include "indexer/store/merge.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "indexer/store/rewriting.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {
namespace {

constexpr std::uint64_t kLowestTier = 1'000;  // articles below which every database is in the lowest tier
constexpr std::uint64_t kTierFactor = 4;
constexpr std::size_t kTierRoom = 4;        // as many in one tier are merged
constexpr std::uint64_t kWorthOne = 4'000;  // articles that are worth a last merge

unsigned tier_of(std::uint64_t articles) {
  unsigned tier = 0;
  for (std::uint64_t limit = kLowestTier; articles >= limit; limit *= kTierFactor) ++tier;
  return tier;
}

Result<std::vector<std::string>> due(const std::string& archive, const Manifest& manifest, const MergePlan& plan) {
  return guarded([&] {
    std::vector<std::uint64_t> sizes;
    for (const std::string& name : manifest.databases)
      sizes.push_back(Xapian::Database(archive + "/" + name, Xapian::DB_BACKEND_GLASS).get_doccount());
    std::vector<std::string> chosen;
    for (const std::size_t index : plan(sizes)) chosen.push_back(manifest.databases[index]);
    return chosen;
  });
}

}  // namespace

std::vector<std::size_t> plan_merge(const std::vector<std::uint64_t>& articles) {
  std::map<unsigned, std::vector<std::size_t>> tiers;
  for (std::size_t i = 0; i < articles.size(); ++i) tiers[tier_of(articles[i])].push_back(i);
  for (const auto& [tier, members] : tiers) {
    if (members.size() >= kTierRoom) return members;
  }
  return {};
}

std::vector<std::size_t> plan_last_merge(const std::vector<std::uint64_t>& articles, std::uint64_t added) {
  std::vector<std::size_t> chosen(articles.size());
  std::iota(chosen.begin(), chosen.end(), std::size_t{0});
  std::stable_sort(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) { return articles[a] < articles[b]; });
  const bool whole = 2 * added >= std::accumulate(articles.begin(), articles.end(), std::uint64_t{0});
  std::uint64_t together = 0;
  std::size_t count = 0;
  for (; count < chosen.size() && (count == 0 || whole || articles[chosen[count]] <= 2 * together); ++count)
    together += articles[chosen[count]];
  if (count < 2 || together < kWorthOne) return {};
  chosen.resize(count);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

Result<std::vector<std::string>> merge_databases(const std::string& archive, BuildDirectory& build, double wait_seconds,
                                                 const MergePlan& plan) {
  std::vector<std::string> replaced;
  while (true) {
    auto done = replace_by_compacted(
        archive, build, [&](const Manifest& manifest) { return due(archive, manifest, plan); }, wait_seconds);
    if (!done) return done;
    if (done->empty()) return replaced;
    replaced.insert(replaced.end(), done->begin(), done->end());
  }
}

}  // namespace backfile::store
