#include "indexer/glass/join.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <ctime>
#include <filesystem>
#include <thread>

#include "indexer/glass/join_positions.h"
#include "indexer/glass/join_postings.h"
#include "indexer/glass/open.h"
#include "indexer/glass/pack.h"
#include "indexer/glass/version_file.h"

namespace backfile::glass {
namespace {

constexpr std::int64_t kNanoseconds = 1'000'000'000;

std::atomic<std::int64_t> nanoseconds = 0;  // joining_seconds()

struct Source {
  std::string path;
  Version version;
  std::uint32_t base;
};

std::vector<JoinedTable> open(const std::vector<Source>& sources, Table table) {
  std::vector<JoinedTable> tables;
  for (const Source& source : sources) {
    tables.push_back({std::make_unique<TableReader>(open_table(source.path, source.version, table)), source.base});
  }
  return tables;
}

// Keys begin with the document's number.
bool join_by_document(std::vector<JoinedTable>& tables, TableWriter& out) {
  std::string key;
  for (JoinedTable& one : tables) {
    while (one.table->next()) {
      std::string_view rest = one.table->key();
      std::uint32_t document = 0;
      if (!read_sortable(rest, document)) {
        one.table->fail_as_damaged();
        break;
      }
      key.clear();
      append_sortable(key, document + one.base);
      key.append(rest);
      out.add(key, one.table->tag(), one.table->is_deflated());
    }
  }
  return true;
}

/// Whether all is of a kind that we write; out: where the table's root, its sum and its trouble go.
struct Joined {
  bool understood = true;
  Result<void> result;
  Root root;
  std::string sum;
};

std::vector<JoinedPositions> open_positions(const std::vector<Source>& sources) {
  std::vector<JoinedPositions> tables;
  for (const Source& source : sources) {
    const auto open = [&](Table table) { return open_table(source.path, source.version, table); };
    // Chunks are written with the first revision alone.
    const bool may_be_stale = source.version.revision != kRevision;
    tables.push_back({open(kPositionTable), may_be_stale ? open(kPostingTable) : nullptr, source.base});
  }
  return tables;
}

void join_entries(const std::vector<Source>& sources, Table table, TableWriter& out, Joined& joined) {
  if (table == kPositionTable) {
    joined.understood = join_positions(open_positions(sources), out, joined.result);
    return;
  }
  std::vector<JoinedTable> tables = open(sources, table);
  joined.understood = table == kPostingTable ? join_postings(tables, out) : join_by_document(tables, out);
  for (const JoinedTable& one : tables) {
    if (joined.result && !one.table->result()) joined.result = one.table->result();
  }
}

void join_table(const std::vector<Source>& sources, Table table, const std::string& output, Joined& joined) {
  const std::string path = output + "/" + kTableFiles[table];
  TableWriter out(path);
  join_entries(sources, table, out, joined);
  auto root = out.finish();
  if (!root && joined.result) joined.result = tl::unexpected<Error>(root.error());
  if (root) joined.root = *root;
  joined.sum = out.sum();
  std::error_code ignored;  // an empty file, which Xapian takes for none
  if (root && root->entries == 0) std::filesystem::remove(path, ignored);
}

std::optional<std::vector<Source>> look_at(const std::vector<std::string>& paths, Version& all) {
  std::vector<Source> sources;
  all.last_document = 0;
  for (const std::string& path : paths) {
    const auto version = version_of(path);
    if (!version || all.last_document + version->last_document < all.last_document) return std::nullopt;
    sources.push_back({path, *version, all.last_document});
    all.last_document += version->last_document;
    all.statistics.add(version->statistics);
  }
  return sources;
}

}  // namespace

double joining_seconds() { return static_cast<double>(nanoseconds) / kNanoseconds; }

Result<std::optional<Sums>> join(const std::vector<std::string>& paths, const std::string& output) {
  Version all;
  const auto sources = look_at(paths, all);
  if (!sources) return std::nullopt;
  std::error_code trouble;
  if (!std::filesystem::create_directory(output, trouble)) return fail(Code::io, "cannot create " + output + ": " + trouble.message());
  std::array<Joined, kTableFiles.size()> joined;
  const auto start = [&](Table table) {
    return std::thread([&, table] {
      join_table(*sources, table, output, joined[table]);
      timespec taken{};
      ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &taken);
      nanoseconds += taken.tv_sec * kNanoseconds + taken.tv_nsec;
    });
  };
  std::thread positions = start(kPositionTable), postings = start(kPostingTable);
  join_table(*sources, kDataTable, output, joined[kDataTable]);
  join_table(*sources, kTermListTable, output, joined[kTermListTable]);
  positions.join();
  postings.join();
  Sums sums;
  for (std::size_t i = 0; i < joined.size(); ++i) {
    if (!joined[i].result) return tl::unexpected<Error>(joined[i].result.error());
    if (!joined[i].understood) return std::nullopt;
    all.roots[i] = joined[i].root;
    if (joined[i].root.entries > 0) sums.emplace_back(kTableFiles[i], joined[i].sum);
  }
  OutputFile version(output + "/" + kVersionFile);
  version.write(version_file(all));
  if (auto closed = version.close(); !closed) return tl::unexpected<Error>(closed.error());
  sums.emplace_back(kVersionFile, version.sum());
  return sums;
}

}  // namespace backfile::glass
