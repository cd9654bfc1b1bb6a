#include "indexer/store/archive.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>

#include "indexer/analysis/analyzer.h"
#include "indexer/schema/fields.h"
#include "indexer/store/build_directory.h"
#include "indexer/store/databases.h"
#include "indexer/store/durable.h"
#include "indexer/store/moves.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {
namespace fs = std::filesystem;
namespace {

constexpr const char* kLockName = "lock";

bool is_ours(const std::string& name) {
  return name[0] == '.' || name == "lost+found" || name == kLockName || name.starts_with(kManifestName) || name.starts_with(kWatchedName) ||
         name.starts_with(kBuildPrefix) || (name[0] == 'g' && name.find_first_of("0123456789") == 1);
}

std::string random_id() {
  std::random_device device;
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%08x%08x", device(), device());
  return text.data();
}

Result<void> make_directory(const std::string& archive) {
  std::error_code trouble;
  if (fs::exists(archive, trouble)) {
    if (!fs::is_directory(archive, trouble)) return fail(Code::refused, archive + " is a file, not an archive's directory", "archive");
    for (const auto& entry : fs::directory_iterator(archive, trouble)) {
      if (is_ours(entry.path().filename().string())) continue;
      return fail(Code::refused, archive + " holds other files (" + entry.path().filename().string() + "): give a new or empty directory",
                  "archive");
    }
    if (trouble) return fail(Code::io, "cannot read " + archive + ": " + trouble.message(), "archive");
    return {};
  }
  // Each new level is durable only once its parent is synced.
  std::vector<fs::path> levels;
  for (fs::path level = fs::absolute(archive).lexically_normal(); !level.empty() && !fs::exists(level, trouble);
       level = level.parent_path()) {
    levels.push_back(level);
  }
  for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
    if (level->filename().empty()) continue;
    if (!fs::create_directory(*level, trouble) && trouble)
      return fail(Code::io, "cannot create " + level->string() + ": " + trouble.message());
    if (auto synced = sync_path(level->parent_path().string()); !synced) return synced;
  }
  return {};
}

double age_seconds(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return 0;
  const auto changed = std::chrono::system_clock::from_time_t(status.st_mtim.tv_sec);
  return std::chrono::duration<double>(std::chrono::system_clock::now() - changed).count();
}

// Under the write lock nobody is about to name a database that the manifest does not, so such a directory is a killed run's or an old
// generation's.
void remove_leftovers(const std::string& archive, const Manifest& manifest) {
  std::error_code trouble;
  for (const auto& entry : fs::directory_iterator(archive, trouble)) {
    if (entry.path().filename().string().starts_with(kBuildPrefix)) BuildDirectory::remove_if_dead(entry.path().string());
  }
  const bool readers_have_moved_on = age_seconds(archive + "/" + kManifestName) > kGraceSeconds;
  if (readers_have_moved_on) remove_databases(archive, unnamed_databases(archive, manifest));
}

}  // namespace

Result<void> create_archive(const std::string& archive, double wait_seconds) {
  auto existing = read_manifest(archive);
  if (existing) return {};
  if (existing.error().code != Code::not_found) return tl::unexpected<Error>(existing.error());
  if (auto made = make_directory(archive); !made) return made;
  auto lock = Lock::acquire(archive + "/" + kLockName, wait_seconds);
  if (!lock) return tl::unexpected<Error>(lock.error());
  if (read_manifest(archive)) return {};  // another process was faster
  Manifest manifest;
  manifest.id = random_id();
  manifest.analyzer = analysis::analyzer_version();
  manifest.schema = schema::kSchemaVersion;
  return write_manifest(archive, manifest);
}

Result<WriteAccess> begin_writing(const std::string& archive, double wait_seconds) {
  if (auto manifest = read_manifest(archive); !manifest) return tl::unexpected<Error>(manifest.error());
  auto lock = Lock::acquire(archive + "/" + kLockName, wait_seconds);
  if (!lock) return tl::unexpected<Error>(lock.error());
  auto manifest = read_manifest(archive);
  if (!manifest) return tl::unexpected<Error>(manifest.error());
  remove_leftovers(archive, *manifest);
  WriteAccess access{archive, std::move(*lock), std::move(*manifest)};
  // Before there is anything in it that programs of the older layout would misread.
  if (access.manifest.is_of_older_layout) {
    if (auto promoted = access.promote(access.manifest); !promoted) return tl::unexpected<Error>(promoted.error());
  }
  if (auto finished = finish_moves(access); !finished) return tl::unexpected<Error>(finished.error());
  return access;
}

Result<std::uint64_t> WriteAccess::revision() const {
  return guarded([&] {
    std::uint64_t highest = manifest.revision;
    for (const std::string& name : manifest.all()) highest = std::max(highest, stored_revision(Xapian::Database(path_of(name))));
    return highest;
  });
}

std::string WriteAccess::next_database_name() const {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "g%06llu", static_cast<unsigned long long>(manifest.generation + 1));
  std::string name = text.data();
  // A directory of that name can be left over from a killed run and still be within its grace.
  for (int copy = 1; fs::exists(path_of(name)); ++copy) name = std::string(text.data()) + "-" + std::to_string(copy);
  return name;
}

Result<void> WriteAccess::promote(Manifest fresh) {
  fresh.generation = manifest.generation + 1;
  std::erase_if(fresh.loaded, [&](const auto& entry) {
    return std::find(fresh.databases.begin(), fresh.databases.end(), entry.first) == fresh.databases.end();
  });
  if (auto written = write_manifest(archive, fresh); !written) return written;
  manifest = std::move(fresh);
  manifest.is_of_older_layout = false;
  return {};
}

std::vector<std::string> unnamed_databases(const std::string& archive, const Manifest& manifest) {
  std::error_code trouble;
  std::vector<std::string> found;
  const std::vector<std::string> named = manifest.all();
  for (const auto& entry : fs::directory_iterator(archive, trouble)) {
    const std::string name = entry.path().filename().string();
    if (name[0] == 'g' && is_ours(name) && std::find(named.begin(), named.end(), name) == named.end()) found.push_back(name);
  }
  return found;
}

void remove_databases(const std::string& archive, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    std::error_code ignored;  // whatever stays is a leftover that the next write removes
    fs::remove_all(archive + "/" + name, ignored);
  }
}

}  // namespace backfile::store
