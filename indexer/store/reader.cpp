#include "indexer/store/reader.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>

#include "indexer/schema/fields.h"
#include "indexer/store/databases.h"
#include "indexer/store/durable.h"

namespace backfile::store {
namespace {

// A database named by the manifest that was just read can vanish before it is opened, where a merge promotes another manifest meanwhile:
// reading the new manifest and opening again then works at once. More tries than any sensible rate of merges needs.
constexpr int kOpenAttempts = 5;
constexpr auto kOpenPause = std::chrono::milliseconds(20);

struct Stamp {
  ino_t inode = 0;
  std::int64_t seconds = 0, nanoseconds = 0;
  off_t size = -1;
  bool operator==(const Stamp&) const = default;
};

Result<Stamp> stamp_of(const std::string& archive) {
  struct stat status {};
  const std::string path = archive + "/" + kManifestName;
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return fail(Code::not_found, "there is no archive in " + archive, "archive");
    return tl::unexpected<Error>(system_error("read", path));
  }
  return Stamp{status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_size};
}

}  // namespace

struct Reader::Impl {
  std::string archive;
  Manifest manifest;
  Stamp stamp;
  bool is_open = false;
  std::vector<Xapian::Database> shards;
  Xapian::Database all;
  std::uint64_t revision = 0;
  std::uint64_t languages_revision = ~std::uint64_t{0};
  std::vector<LanguageCount> languages;

  void read_revision() {
    revision = manifest.revision;
    for (const Xapian::Database& shard : shards) revision = std::max(revision, stored_revision(shard));
  }

  // The stamp is taken before the manifest is read: a manifest replaced in between is noticed at the next refresh.
  Result<void> open_anew() {
    is_open = false;
    auto fresh_stamp = stamp_of(archive);
    if (!fresh_stamp) return tl::unexpected<Error>(fresh_stamp.error());
    auto fresh = read_manifest(archive);
    if (!fresh) return tl::unexpected<Error>(fresh.error());
    return guarded([&] {
      std::vector<Xapian::Database> opened;
      Xapian::Database combined;
      // Xapian refuses to search no database at all, so an archive without one is searched as an empty one.
      if (fresh->databases.empty()) combined.add_database(Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY));
      for (const std::string& name : fresh->databases) {
        opened.emplace_back(archive + "/" + name, Xapian::DB_BACKEND_GLASS);
        combined.add_database(opened.back());
      }
      manifest = std::move(*fresh);
      stamp = *fresh_stamp;
      shards = std::move(opened);
      all = combined;
      read_revision();
      is_open = true;
    });
  }
};

Result<std::unique_ptr<Reader>> Reader::open(const std::string& archive) {
  std::unique_ptr<Reader> reader(new Reader());
  reader->impl_ = std::make_shared<Impl>();
  reader->impl_->archive = archive;
  if (auto fresh = reader->refresh(); !fresh) return tl::unexpected<Error>(fresh.error());
  return reader;
}

Result<void> Reader::refresh() {
  if (impl_->is_open) {
    auto stamp = stamp_of(impl_->archive);
    if (!stamp) return tl::unexpected<Error>(stamp.error());
    if (*stamp == impl_->stamp) {
      auto reopened = guarded([&] {
        if (!impl_->shards.empty() && impl_->all.reopen()) impl_->read_revision();
      });
      if (reopened) return reopened;
    }
  }
  for (int attempt = 1;; ++attempt) {
    auto opened = impl_->open_anew();
    if (opened || attempt == kOpenAttempts || opened.error().code == Code::version) return opened;
    if (opened.error().code == Code::not_found && opened.error().param == "archive") return opened;
    std::this_thread::sleep_for(kOpenPause);
  }
}

Xapian::Database& Reader::database() { return impl_->all; }
const std::string& Reader::archive_id() const { return impl_->manifest.id; }
std::uint64_t Reader::revision() const { return impl_->revision; }
const Manifest& Reader::manifest() const { return impl_->manifest; }
void Reader::forget() { impl_->is_open = false; }

const std::vector<Reader::LanguageCount>& Reader::languages() {
  if (impl_->languages_revision == impl_->revision) return impl_->languages;
  const std::string prefix(schema::info(schema::Field::language).prefix);
  auto counted = guarded([&] {
    std::vector<LanguageCount> counts;
    const Xapian::Database& all = impl_->all;
    for (auto term = all.allterms_begin(prefix); term != all.allterms_end(prefix); ++term) {
      std::string tag = (*term).substr(prefix.size());
      if (tag.empty() || tag.find('-') != std::string::npos) continue;  // en-US is counted under en as well
      counts.push_back({std::move(tag), term.get_termfreq()});
    }
    return counts;
  });
  if (!counted) return impl_->languages;  // the last ones known; the next call tries again
  std::sort(counted->begin(), counted->end(), [](const LanguageCount& a, const LanguageCount& b) {
    return a.articles != b.articles ? a.articles > b.articles : a.language < b.language;
  });
  impl_->languages = std::move(*counted);
  impl_->languages_revision = impl_->revision;
  return impl_->languages;
}

Result<Reader::Found> Reader::find(const std::string& id) {
  const std::string term = schema::id_term(id);
  const auto look = [&](Xapian::Database& database) {
    Found found{0, {}};
    const auto posting = database.postlist_begin(term);
    if (posting == database.postlist_end(term)) return found;
    found.docid = *posting;
    found.digest = database.get_document(found.docid, Xapian::DOC_ASSUME_VALID).get_value(schema::kDigestSlot);
    return found;
  };
  auto found = guarded([&] { return look(database()); });
  if (!found) {
    forget();
    found = with(look);
  }
  if (!found) return tl::unexpected<Error>(found.error());
  if (found->docid == 0) return fail(Code::not_found, "the archive has no article " + id, "id");
  return *found;
}

}  // namespace backfile::store
