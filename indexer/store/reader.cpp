#include "indexer/store/reader.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <limits>
#include <map>
#include <optional>
#include <thread>

#include "indexer/schema/fields.h"
#include "indexer/store/databases.h"
#include "indexer/store/durable.h"
#include "indexer/store/moves.h"

namespace backfile::store {
namespace {

// A database named by the manifest that was just read can vanish before it is opened, where a merge promotes another manifest meanwhile:
// reading the new manifest and opening again then works at once. More tries than any sensible rate of merges needs.
constexpr int kOpenAttempts = 5;
constexpr auto kOpenPause = std::chrono::milliseconds(20);

// A writer would have to commit more often than one can look for this not to be enough.
constexpr int kMostLooks = 8;

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
  std::map<std::string, Xapian::Database> shards;
  Xapian::Database all, matching;  // matching: the held ones first, since a move ends there (transaction.h)
  std::uint64_t revision = 0;
  std::uint64_t languages_revision = ~std::uint64_t{0};
  std::vector<LanguageCount> languages;

  // Of this snapshot and of the time up to `next_embargo`.
  bool embargoes_known = false;
  std::uint64_t embargoes_passed = 0;
  std::int64_t counted_at = 0, next_embargo = 0;
  std::vector<std::string> doubled;

  const Xapian::Database* held() const { return manifest.held.empty() ? nullptr : &shards.at(manifest.held); }

  void read_revision() {
    revision = manifest.revision;
    for (const auto& [name, shard] : shards) revision = std::max(revision, completed_revision(shard));
  }

  // Another look at every database until none has changed since the last one: only then they are of one moment.
  void settle() {
    for (int look = 0; look < kMostLooks && !shards.empty() && matching.reopen(); ++look) {
    }
    read_revision();
    embargoes_known = false;
  }

  // The stamp is taken before the manifest is read: a manifest replaced in between is noticed at the next refresh.
  Result<void> open_anew() {
    is_open = false;
    auto fresh_stamp = stamp_of(archive);
    if (!fresh_stamp) return tl::unexpected<Error>(fresh_stamp.error());
    auto fresh = read_manifest(archive);
    if (!fresh) return tl::unexpected<Error>(fresh.error());
    return guarded([&] {
      std::map<std::string, Xapian::Database> opened;
      Xapian::Database visible, everything;
      if (!fresh->held.empty()) everything.add_database(opened[fresh->held] = open(fresh->held));
      // Xapian refuses to search no database at all, so an archive without one is searched as an empty one.
      if (fresh->databases.empty()) visible.add_database(Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY));
      for (const std::string& name : fresh->databases) visible.add_database(opened[name] = open(name));
      everything.add_database(visible);
      manifest = std::move(*fresh);
      stamp = *fresh_stamp;
      shards = std::move(opened);
      all = visible;
      matching = everything;
      settle();
      is_open = true;
    });
  }

  std::string path_of(const std::string& name) const { return archive + "/" + name; }
  Xapian::Database open(const std::string& name) const { return Xapian::Database(path_of(name), Xapian::DB_BACKEND_GLASS); }

  void count_embargoes(std::int64_t now) {
    if (embargoes_known && counted_at <= now && now < next_embargo) return;
    embargoes_passed = 0;
    next_embargo = std::numeric_limits<std::int64_t>::max();
    if (const Xapian::Database* hidden = held()) {
      const std::string first = schema::embargo_end_term(0), last = schema::embargo_end_term(next_embargo);
      auto term = hidden->allterms_begin();
      for (term.skip_to(first); term != hidden->allterms_end() && *term <= last; ++term) {
        const auto moment = static_cast<std::int64_t>(schema::number_in_term(*term));
        if (moment > now) {
          next_embargo = moment;
          break;
        }
        embargoes_passed += term.get_termfreq();
      }
    }
    doubled.clear();
    if (embargoes_passed > 0) find_doubled();
    counted_at = now;
    embargoes_known = true;
  }

  void find_doubled() {
    for (const auto& [name, shard] : shards) {
      for (std::string& id : moved_ids(shard)) {
        const std::string term = schema::id_term(id);
        if (docid_of(all, term) != 0 && docid_of(*held(), term) != 0) doubled.push_back(std::move(id));
      }
    }
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
        if (!impl_->shards.empty() && impl_->matching.reopen()) impl_->settle();
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
const Xapian::Database* Reader::held() const { return impl_->held(); }
std::string Reader::path_of(const std::string& name) const { return impl_->path_of(name); }
const Xapian::Database& Reader::single(const std::string& name) const { return impl_->shards.at(name); }
const std::vector<std::string>& Reader::doubled() const { return impl_->doubled; }

std::uint64_t Reader::embargoes_passed(std::int64_t now) {
  impl_->count_embargoes(now);
  return impl_->embargoes_passed;
}

Xapian::Database& Reader::matching(std::int64_t now) { return embargoes_passed(now) > 0 ? impl_->matching : impl_->all; }

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

Result<std::string> Reader::find_digest(const std::string& id) {
  const std::string term = schema::id_term(id);
  const auto look = [&](Xapian::Database& visible) {
    std::optional<std::string> digest;
    for (const Xapian::Database* database : {static_cast<const Xapian::Database*>(&visible), held()}) {
      const Xapian::docid document = database ? docid_of(*database, term) : 0;
      if (document == 0) continue;
      digest = database->get_document(document, Xapian::DOC_ASSUME_VALID).get_value(schema::kDigestSlot);
      break;
    }
    return digest;
  };
  auto found = guarded([&] { return look(database()); });
  if (!found) {
    forget();
    found = with(look);
  }
  if (!found) return tl::unexpected<Error>(found.error());
  if (!*found) return fail(Code::not_found, "the archive has no article " + id, "id");
  return std::move(**found);
}

}  // namespace backfile::store
