#include "server/search/local_match.h"

namespace backfile::search {

LocalMatch::LocalMatch(std::vector<const Xapian::Database*> shards, std::shared_ptr<const Columns> columns, SumsInReserve& reserve,
                       const Deadline& deadline)
    : shards_(std::move(shards)), columns_(std::move(columns)), reserve_(reserve), deadline_(deadline), collection_(shards_, *columns_) {}

}  // namespace backfile::search
