#include "indexer/store/info.h"

#include <filesystem>

#include "indexer/article/stored.h"
#include "indexer/schema/fields.h"

namespace backfile::store {
namespace {

namespace fs = std::filesystem;

// The date of the article that comes first by this slot, ascending or descending, among those that have one.
std::string outermost_date(const Xapian::Database& database, Xapian::valueno slot, bool descending) {
  if (database.get_doccount() == 0) return {};
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, schema::time_value(0)));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(slot, descending);
  const Xapian::MSet matches = enquire.get_mset(0, 1);
  if (matches.empty()) return {};
  const auto article = article::decode(matches.begin().get_document().get_data(), article::Boxes::without);
  return article ? article::to_iso(article->published) : std::string();
}

std::uint64_t bytes_below(const std::string& directory) {
  std::uint64_t bytes = 0;
  std::error_code trouble;
  for (fs::recursive_directory_iterator entry(directory, trouble), end; !trouble && entry != end; entry.increment(trouble)) {
    std::error_code vanished;  // a file that a writer removes meanwhile counts nothing
    const bool regular = entry->is_regular_file(vanished);
    const std::uint64_t size = regular ? entry->file_size(vanished) : 0;
    if (!vanished) bytes += size;
  }
  return bytes;
}

}  // namespace

Result<Info> info(const std::string& archive) {
  auto reader = Reader::open(archive);
  if (!reader) return tl::unexpected<Error>(reader.error());
  Info info;
  auto counted = (*reader)->with([&](Xapian::Database& database) {
    const std::uint64_t passed = (*reader)->embargoes_passed(article::now_instant());
    info.articles = database.get_doccount() + passed;
    if (const Xapian::Database* held = (*reader)->held()) {
      info.embargoed = held->get_termfreq(schema::embargo_term()) - passed;
      info.withheld = held->get_termfreq(schema::held_term("withheld"));
      info.canceled = held->get_termfreq(schema::held_term("canceled"));
      info.tombstones = held->get_termfreq(schema::held_term("gone"));
    }
    info.first_date = outermost_date(database, schema::kFirstSlot, false);
    info.last_date = outermost_date(database, schema::kLastSlot, true);
  });
  if (!counted) return tl::unexpected<Error>(counted.error());
  info.manifest = (*reader)->manifest();
  info.revision = (*reader)->revision();
  info.languages = (*reader)->languages();
  info.bytes_on_disk = bytes_below(archive);
  return info;
}

}  // namespace backfile::store
