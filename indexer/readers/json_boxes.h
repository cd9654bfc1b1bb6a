// The scan of a native record: pages and words' boxes, as article_json.h writes them.
#pragma once
#include <nlohmann/json.hpp>

#include "indexer/article/article.h"

namespace backfile::readers {

/// True where the record has boxes: its texts are then taken as they stand, since the boxes count their bytes.
bool has_boxes(const nlohmann::json& record);

/// Fills article.scan; title and body must be final. Boxes that do not fit them are left out. Any JSON will do.
void read_boxes(const nlohmann::json& record, article::Article& article);

}  // namespace backfile::readers
