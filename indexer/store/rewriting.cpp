#include "indexer/store/rewriting.h"

#include <algorithm>

#include "indexer/schema/fields.h"
#include "indexer/store/archive.h"
#include "indexer/store/compaction.h"
#include "indexer/store/databases.h"
#include "indexer/store/durable.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {
namespace {

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

// The compacted database takes the place of its sources. Nothing that a search answers changes, so the archive's revision stays.
Result<void> replace_sources(WriteAccess& access, const std::vector<Source>& sources, const std::string& merged) {
  auto ranges = guarded([&] { return ranges_in(merged, access, sources); });
  if (!ranges) return tl::unexpected<Error>(ranges.error());
  auto revision = access.revision();
  if (!revision) return tl::unexpected<Error>(revision.error());
  const std::string name = access.next_database_name();
  if (auto renamed = rename_durably(merged, access.path_of(name)); !renamed) return renamed;
  Manifest fresh = access.manifest;
  fresh.revision = *revision;
  if (sources.front().name == fresh.held) {
    fresh.held = name;
    return access.promote(std::move(fresh));
  }
  std::erase_if(fresh.databases, [&](const std::string& one) {
    return std::any_of(sources.begin(), sources.end(), [&](const Source& source) { return source.name == one; });
  });
  fresh.databases.push_back(name);
  if (!ranges->empty()) fresh.loaded[name] = std::move(*ranges);
  return access.promote(std::move(fresh));
}

bool still_named(const Manifest& manifest, const std::vector<Source>& sources) {
  const std::vector<std::string> named = manifest.all();
  return std::all_of(sources.begin(), sources.end(),
                     [&](const Source& source) { return std::find(named.begin(), named.end(), source.name) != named.end(); });
}

std::vector<std::string> names_of(const std::vector<Source>& sources) {
  std::vector<std::string> names;
  for (const Source& source : sources) names.push_back(source.name);
  return names;
}

Result<std::vector<Source>> chosen(const std::string& archive, const Manifest& manifest, const Choose& choose) {
  auto names = choose(manifest);
  if (!names) return tl::unexpected<Error>(names.error());
  return look_at(archive, *names);
}

}  // namespace

Result<std::vector<std::string>> replace_by_compacted(const std::string& archive, BuildDirectory& build, const Choose& choose,
                                                      double wait_seconds) {
  auto manifest = read_manifest(archive);
  if (!manifest) return tl::unexpected<Error>(manifest.error());
  auto sources = chosen(archive, *manifest, choose);
  if (sources && sources->empty()) return std::vector<std::string>{};
  Result<std::string> merged = sources ? compact_sources(archive, *sources, build) : tl::unexpected<Error>(sources.error());
  auto access = begin_writing(archive, wait_seconds);
  if (!access) return tl::unexpected<Error>(access.error());
  auto now = sources && still_named(access->manifest, *sources) ? look_at(archive, names_of(*sources)) : std::vector<Source>{};
  if (!merged || !now || *now != *sources) {
    sources = chosen(archive, access->manifest, choose);
    if (!sources) return tl::unexpected<Error>(sources.error());
    if (sources->empty()) return std::vector<std::string>{};
    merged = compact_sources(archive, *sources, build);
    if (!merged) return tl::unexpected<Error>(merged.error());
  }
  if (auto done = replace_sources(*access, *sources, *merged); !done) return tl::unexpected<Error>(done.error());
  return names_of(*sources);
}

}  // namespace backfile::store
