#include "indexer/glass/join.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "indexer/glass/join_postings.h"
#include "indexer/glass/pack.h"
#include "indexer/glass/version_file.h"

namespace backfile::glass {
namespace {

constexpr std::int64_t kNanoseconds = 1'000'000'000;
constexpr std::array<const char*, 4> kFiles = {kPostingFile, kDataFile, kTermListFile, kPositionFile};  // by Table

std::atomic<std::int64_t> nanoseconds = 0;  // joining_seconds()

struct Source {
  std::string path;
  Version version;
  std::uint32_t base;
};

std::vector<JoinedTable> open(const std::vector<Source>& sources, Table table) {
  std::vector<JoinedTable> tables;
  for (const Source& source : sources) {
    const Version& version = source.version;
    const std::string path = source.path + "/" + kFiles[table];
    tables.push_back({std::make_unique<TableReader>(path, version.roots[table], version.revision), source.base});
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

void join_table(const std::vector<Source>& sources, Table table, const std::string& output, Joined& joined) {
  std::vector<JoinedTable> tables = open(sources, table);
  const std::string path = output + "/" + kFiles[table];
  TableWriter out(path);
  const auto join = table == kPostingTable ? join_postings : table == kPositionTable ? join_positions : join_by_document;
  joined.understood = join(tables, out);
  for (const JoinedTable& one : tables) {
    if (joined.result && !one.table->result()) joined.result = one.table->result();
  }
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
    std::ifstream file(path + "/" + kVersionFile, std::ios::binary);
    const auto version = read_version(std::string(std::istreambuf_iterator<char>(file), {}));
    if (!version || all.last_document + version->last_document < all.last_document) return std::nullopt;
    sources.push_back({path, *version, all.last_document});
    all.last_document += version->last_document;
    all.statistics.add(version->statistics);
  }
  return sources;
}

// Metadata come first of all.
bool has_metadata(const Source& source) {
  constexpr std::string_view kMetadataKey("\0\xc0", 2);
  const Version& version = source.version;
  TableReader postings(source.path + "/" + kPostingFile, version.roots[kPostingTable], version.revision);
  return postings.next() && postings.key().starts_with(kMetadataKey);
}

}  // namespace

double joining_seconds() { return static_cast<double>(nanoseconds) / kNanoseconds; }

Result<std::optional<Sums>> join(const std::vector<std::string>& paths, const std::string& output) {
  Version all;
  const auto sources = look_at(paths, all);
  if (!sources || all.statistics.documents == 0) return std::nullopt;
  if (std::any_of(sources->begin(), sources->end(), has_metadata)) return std::nullopt;
  std::error_code trouble;
  if (!std::filesystem::create_directory(output, trouble)) return fail(Code::io, "cannot create " + output + ": " + trouble.message());
  std::array<Joined, kFiles.size()> joined;
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
    if (joined[i].root.entries > 0) sums.emplace_back(kFiles[i], joined[i].sum);
  }
  OutputFile version(output + "/" + kVersionFile);
  version.write(version_file(all));
  if (auto closed = version.close(); !closed) return tl::unexpected<Error>(closed.error());
  sums.emplace_back(kVersionFile, version.sum());
  return sums;
}

}  // namespace backfile::glass
