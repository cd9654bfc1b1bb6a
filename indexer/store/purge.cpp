#include "indexer/store/purge.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <thread>

#include "indexer/store/archive.h"
#include "indexer/store/build_directory.h"
#include "indexer/store/rewriting.h"
#include "indexer/store/sums.h"

namespace backfile::store {
namespace fs = std::filesystem;
namespace {

constexpr auto kPatience = std::chrono::seconds(10);  // with readers that have the old files open
constexpr auto kPause = std::chrono::milliseconds(100);

// A database with checksums is as the compactor wrote it: whole blocks of what is there, and nothing else.
Result<std::vector<std::string>> written_to(const std::string& archive) {
  auto manifest = read_manifest(archive);
  if (!manifest) return tl::unexpected<Error>(manifest.error());
  std::vector<std::string> names;
  for (const std::string& name : manifest->all()) {
    if (!has_sums(archive + "/" + name)) names.push_back(name);
  }
  return names;
}

Result<std::vector<std::string>> if_named(const Manifest& manifest, const std::string& name) {
  const std::vector<std::string> named = manifest.all();
  return std::find(named.begin(), named.end(), name) == named.end() ? std::vector<std::string>{} : std::vector<std::string>{name};
}

// Those that a merge replaced, whoever made it, among them. Under the lock nobody is about to name one.
Result<std::vector<std::string>> unnamed(const std::string& archive, double wait_seconds) {
  auto access = begin_writing(archive, wait_seconds);
  if (!access) return tl::unexpected<Error>(access.error());
  return unnamed_databases(archive, access->manifest);
}

// Linux: a file that is open and has no name any more is shown as "PATH (deleted)".
std::vector<int> processes_with_deleted_files_of(const std::string& archive) {
  std::error_code trouble;
  const std::string begin = fs::canonical(archive, trouble).string() + "/g", end = " (deleted)";
  std::vector<int> found;
  for (fs::directory_iterator process("/proc", trouble), last; !trouble && process != last; process.increment(trouble)) {
    const std::string name = process->path().filename().string();
    int number = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), number).ptr != name.data() + name.size()) continue;
    std::error_code forbidden;  // of another user, or gone meanwhile
    for (fs::directory_iterator file(process->path() / "fd", forbidden), none; !forbidden && file != none; file.increment(forbidden)) {
      std::error_code vanished;
      const std::string target = fs::read_symlink(file->path(), vanished).string();
      if (!target.starts_with(begin) || !target.ends_with(end)) continue;
      found.push_back(number);
      break;
    }
  }
  return found;
}

}  // namespace

Result<Purged> purge_deleted(const std::string& archive, double wait_seconds, const std::function<void()>& let_go) {
  Purged purged;
  auto build = BuildDirectory::create(archive, wait_seconds);
  if (!build) return tl::unexpected<Error>(build.error());
  auto names = written_to(archive);
  if (!names) return tl::unexpected<Error>(names.error());
  for (const std::string& name : *names) {
    const auto choose = [&](const Manifest& manifest) { return if_named(manifest, name); };
    auto replaced = replace_by_compacted(archive, **build, choose, wait_seconds);
    if (!replaced) return tl::unexpected<Error>(replaced.error());
    purged.rewritten += replaced->size();
  }
  auto old = unnamed(archive, wait_seconds);
  if (!old) return tl::unexpected<Error>(old.error());
  std::this_thread::sleep_for(std::chrono::duration<double>(kGraceSeconds));
  remove_databases(archive, *old);
  const auto end = std::chrono::steady_clock::now() + kPatience;
  for (let_go(); !(purged.still_open_in = processes_with_deleted_files_of(archive)).empty() && std::chrono::steady_clock::now() < end;
       let_go())
    std::this_thread::sleep_for(kPause);
  return purged;
}

}  // namespace backfile::store
