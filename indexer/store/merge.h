// Keeping the databases of an archive few: those of about one size are merged into the next, so that every article is rewritten a handful
// of times however large the archive grows, and millions lie in about a dozen databases.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/errors/error.h"
#include "indexer/store/build_directory.h"

namespace backfile::store {

/// Which of databases of these sizes (in articles) to merge now: their indices, ascending, or none. Sizes fall into tiers, each four times
/// the one below; four databases of a tier are merged.
std::vector<std::size_t> plan_merge(const std::vector<std::uint64_t>& articles);

/// The same at the end of a load: the smallest databases, as many as each is at most twice the ones below it together, where they hold some
/// thousand articles: a search in one database takes a third less time than in four (measured), and what is rewritten grows by half at
/// least, so that daily loads rewrite an article about as often as tiers do. All of them where the load has `added` half of the articles:
/// it rewrites at most twice what it has written.
std::vector<std::size_t> plan_last_merge(const std::vector<std::uint64_t>& articles, std::uint64_t added);

/// plan: such as the above; to be asked again until it finds nothing. Merges while it finds something to merge. Compacts without the lock,
/// so that others can write; where one of them changed a source meanwhile, once more with it. Returns the databases that the manifest no
/// longer names: to be given to remove_databases() after kGraceSeconds.
using MergePlan = std::function<std::vector<std::size_t>(const std::vector<std::uint64_t>& articles)>;
Result<std::vector<std::string>> merge_databases(const std::string& archive, BuildDirectory& build, double wait_seconds,
                                                 const MergePlan& plan = plan_merge);

}  // namespace backfile::store
