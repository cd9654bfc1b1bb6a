// What a JSON record is, where it is no article.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/article/article.h"
#include "indexer/readers/json_names.h"

namespace backfile::readers {

/// `{"index": {…}}`, a line of an export for Elasticsearch's bulk interface.
bool is_bulk_action(const nlohmann::json& record);

/// Takes the caption of a picture, a video or a sound (and a description that is all there is) for the text. Then, why the record gives no
/// article: one sentence, empty where it gives one.
std::string why_no_article(const nlohmann::json& record, const Meanings& meanings, article::Article& article);

}  // namespace backfile::readers
