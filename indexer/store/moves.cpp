#include "indexer/store/moves.h"

#include <algorithm>
#include <optional>
#include <set>

#include "indexer/schema/fields.h"
#include "indexer/store/databases.h"
#include "indexer/store/durable.h"
#include "indexer/store/sums.h"
#include "indexer/store/xapian_errors.h"

namespace backfile::store {
namespace {

constexpr const char* kMovedKey = "moved";  // of Xapian's metadata: ids, one a line

struct Form {
  std::size_t database;
  Xapian::docid document;
  std::uint64_t revision;
};

// Every form of the article but the newest.
std::vector<Form> older_forms(const std::vector<Xapian::Database>& databases, const WriteAccess& access, const std::string& id) {
  std::vector<Form> forms;
  const std::string term = schema::id_term(id);
  const std::vector<std::string> names = access.manifest.all();
  for (std::size_t i = 0; i < databases.size(); ++i) {
    const auto loaded = access.manifest.loaded.find(names[i]);
    const auto& ranges = loaded == access.manifest.loaded.end() ? std::vector<LoadedRange>() : loaded->second;
    for (auto posting = databases[i].postlist_begin(term); posting != databases[i].postlist_end(term); ++posting)
      forms.push_back({i, *posting, revision_of(databases[i], *posting, ranges)});
  }
  if (forms.size() < 2) return {};
  const auto newest = std::max_element(forms.begin(), forms.end(), [](const Form& a, const Form& b) { return a.revision < b.revision; });
  forms.erase(newest);
  return forms;
}

Result<void> remove_forms(const WriteAccess& access, const std::string& name, const std::vector<Xapian::docid>& documents,
                          std::uint64_t revision) {
  const std::string path = access.path_of(name);
  if (auto dropped = drop_sums(path); !dropped) return dropped;
  auto removed = guarded([&] {
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
    for (const Xapian::docid document : documents) database.delete_document(document);
    store_revision(database, revision);
    store_completed_revision(database, revision);
    database.commit();
  });
  return removed ? sync_path(path) : removed;
}

}  // namespace

std::vector<std::string> moved_ids(const Xapian::Database& database) {
  std::vector<std::string> ids;
  const std::string text = database.get_metadata(kMovedKey);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    ids.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return ids;
}

void store_moved_ids(Xapian::WritableDatabase& database, const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text.append(text.empty() ? "" : "\n").append(id);
  database.set_metadata(kMovedKey, text);
}

Result<void> finish_moves(const WriteAccess& access) {
  if (access.manifest.held.empty()) return {};
  const std::vector<std::string> names = access.manifest.all();
  auto found = guarded([&] {
    std::vector<Xapian::Database> databases;
    for (const std::string& name : names) databases.emplace_back(access.path_of(name), Xapian::DB_BACKEND_GLASS);
    std::set<std::string> ids;
    for (const Xapian::Database& database : databases) {
      for (std::string& id : moved_ids(database)) ids.insert(std::move(id));
    }
    std::vector<std::vector<Xapian::docid>> older(databases.size());
    for (const std::string& id : ids) {
      for (const Form& form : older_forms(databases, access, id)) older[form.database].push_back(form.document);
    }
    return older;
  });
  if (!found) return tl::unexpected<Error>(found.error());
  std::optional<std::uint64_t> revision;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if ((*found)[i].empty()) continue;
    if (!revision) {
      auto last = access.revision();
      if (!last) return tl::unexpected<Error>(last.error());
      revision = *last + 1;
    }
    if (auto removed = remove_forms(access, names[i], (*found)[i], *revision); !removed) return removed;
  }
  return {};
}

}  // namespace backfile::store
