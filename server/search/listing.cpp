#include "server/search/listing.h"

#include "server/query/cursor.h"
#include "server/search/engine_impl.h"
#include "server/search/ranking.h"

namespace backfile::search {

Result<std::vector<Listed>> Engine::listing(std::uint64_t offset, std::uint32_t size) {
  return impl_->reader->with([&](Xapian::Database&) {
    std::vector<Listed> listed;
    const auto [database, visibility] = impl_->searched();
    if (offset >= database.get_doccount()) return listed;
    Xapian::Enquire enquire(database);
    enquire.set_query(query::restrict(Xapian::Query(std::string()), {}, visibility));
    set_ranking(enquire, query::Sort::oldest);
    const auto mset = enquire.get_mset(static_cast<Xapian::doccount>(offset), size);
    const std::size_t time_bytes = schema::time_value(0).size();
    for (auto i = mset.begin(); i != mset.end(); ++i) {
      const auto document = i.get_document();
      const std::string place = document.get_value(query::slot_of(query::Sort::oldest));
      listed.push_back(
          {place.substr(std::min(time_bytes, place.size())), schema::read_time_value(document.get_value(schema::kIndexedSlot))});
    }
    return listed;
  });
}

}  // namespace backfile::search
