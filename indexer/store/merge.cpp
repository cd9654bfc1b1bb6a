#include "indexer/store/merge.h"

#include <algorithm>
#include <map>

#include "indexer/schema/fields.h"
#include "indexer/store/archive.h"
#include "indexer/store/compaction.h"
#include "indexer/store/databases.h"
#include "indexer/store/durable.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {
namespace {

constexpr std::uint64_t kLowestTier = 1'000;  // articles below which every database is in the lowest tier
constexpr std::uint64_t kTierFactor = 4;
constexpr std::size_t kTierRoom = 4;  // as many in one tier are merged

unsigned tier_of(std::uint64_t articles) {
  unsigned tier = 0;
  for (std::uint64_t limit = kLowestTier; articles >= limit; limit *= kTierFactor) ++tier;
  return tier;
}

struct Source {
  std::string name;
  std::uint64_t articles;
  Xapian::rev state;  // Xapian's own revision: the same as long as nobody commits
  bool operator==(const Source&) const = default;
};

Result<std::vector<Source>> look_at(const std::string& archive, const std::vector<std::string>& names) {
  return guarded([&] {
    std::vector<Source> sources;
    for (const std::string& name : names) {
      const Xapian::Database database(archive + "/" + name, Xapian::DB_BACKEND_GLASS);
      sources.push_back({name, database.get_doccount(), database.get_revision()});
    }
    return sources;
  });
}

Result<std::vector<Source>> choose(const std::string& archive, const Manifest& manifest) {
  auto all = look_at(archive, manifest.databases);
  if (!all) return all;
  std::vector<std::uint64_t> sizes;
  for (const Source& source : *all) sizes.push_back(source.articles);
  std::vector<Source> chosen;
  for (const std::size_t index : plan_merge(sizes)) chosen.push_back((*all)[index]);
  return chosen;
}

Result<std::string> compact_sources(const std::string& archive, const std::vector<Source>& sources, BuildDirectory& build) {
  std::vector<std::string> paths;
  for (const Source& source : sources) paths.push_back(archive + "/" + source.name);
  std::string output = build.fresh_path();
  if (auto compacted = compact(paths, output); !compacted) return tl::unexpected<Error>(compacted.error());
  return output;
}

// The first and the last document that is left of a range; 0 where none is.
LoadedRange left_of(const Xapian::Database& source, const LoadedRange& range) {
  LoadedRange left{0, 0, range.revision};
  auto document = source.postlist_begin({});
  for (document.skip_to(range.first); document != source.postlist_end({}) && *document <= range.last; ++document) {
    if (left.first == 0) left.first = *document;
    left.last = *document;
  }
  return left;
}

// The compactor moves all documents of a source on by the same distance, which one of them tells.
std::vector<LoadedRange> ranges_in(const std::string& merged, const WriteAccess& access, const std::vector<Source>& sources) {
  const Xapian::Database output(merged, Xapian::DB_BACKEND_GLASS);
  std::vector<LoadedRange> ranges;
  for (const Source& source : sources) {
    const auto known = access.manifest.loaded.find(source.name);
    if (known == access.manifest.loaded.end()) continue;
    const Xapian::Database database(access.path_of(source.name), Xapian::DB_BACKEND_GLASS);
    for (const LoadedRange& range : known->second) {
      LoadedRange left = left_of(database, range);
      if (left.first == 0) continue;
      const Xapian::docid first = docid_of(output, schema::id_term(id_of(database.get_document(left.first))));
      ranges.push_back({first, first + (left.last - left.first), left.revision});
    }
  }
  std::sort(ranges.begin(), ranges.end(), [](const LoadedRange& a, const LoadedRange& b) { return a.first < b.first; });
  return ranges;
}

// The merged database takes the place of its sources. Nothing that a search answers changes, so the archive's revision stays.
Result<void> replace_sources(WriteAccess& access, const std::vector<Source>& sources, const std::string& merged) {
  auto ranges = guarded([&] { return ranges_in(merged, access, sources); });
  if (!ranges) return tl::unexpected<Error>(ranges.error());
  auto revision = access.revision();
  if (!revision) return tl::unexpected<Error>(revision.error());
  const std::string name = access.next_database_name();
  if (auto renamed = rename_durably(merged, access.path_of(name)); !renamed) return renamed;
  Manifest fresh = access.manifest;
  std::erase_if(fresh.databases, [&](const std::string& one) {
    return std::any_of(sources.begin(), sources.end(), [&](const Source& source) { return source.name == one; });
  });
  fresh.databases.push_back(name);
  if (!ranges->empty()) fresh.loaded[name] = std::move(*ranges);
  fresh.revision = *revision;
  return access.promote(std::move(fresh));
}

bool still_named(const Manifest& manifest, const std::vector<Source>& sources) {
  return std::all_of(sources.begin(), sources.end(), [&](const Source& source) {
    return std::find(manifest.databases.begin(), manifest.databases.end(), source.name) != manifest.databases.end();
  });
}

std::vector<std::string> names_of(const std::vector<Source>& sources) {
  std::vector<std::string> names;
  for (const Source& source : sources) names.push_back(source.name);
  return names;
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

Result<std::vector<std::string>> merge_databases(const std::string& archive, BuildDirectory& build, double wait_seconds) {
  std::vector<std::string> replaced;
  while (true) {
    auto manifest = read_manifest(archive);
    if (!manifest) return tl::unexpected<Error>(manifest.error());
    auto sources = choose(archive, *manifest);
    if (sources && sources->empty()) return replaced;
    Result<std::string> merged = sources ? compact_sources(archive, *sources, build) : tl::unexpected<Error>(sources.error());
    auto access = begin_writing(archive, wait_seconds);
    if (!access) return tl::unexpected<Error>(access.error());
    auto now = sources && still_named(access->manifest, *sources) ? look_at(archive, names_of(*sources)) : std::vector<Source>{};
    if (!merged || !now || *now != *sources) {
      sources = choose(archive, access->manifest);
      if (!sources) return tl::unexpected<Error>(sources.error());
      if (sources->empty()) return replaced;
      merged = compact_sources(archive, *sources, build);
      if (!merged) return tl::unexpected<Error>(merged.error());
    }
    if (auto done = replace_sources(*access, *sources, *merged); !done) return tl::unexpected<Error>(done.error());
    for (std::string& name : names_of(*sources)) replaced.push_back(std::move(name));
  }
}

}  // namespace backfile::store
