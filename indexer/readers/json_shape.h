// What programs put around a record and into it besides the article.
#pragma once
#include <nlohmann/json.hpp>

namespace backfile::readers {

/// The object that holds the article: Elasticsearch's `_source`; what a web service's answer holds of an article's own names, a few levels
/// down (`data`, `item`); or, in `merged`, the record together with what it keeps under `fields` or
/// `attributes`; the record itself otherwise. The result refers to one of the two.
const nlohmann::json& unwrapped(const nlohmann::json& record, nlohmann::json& merged);

/// A number, or a list of them: WordPress names authors and categories by their numbers, which say nothing outside of it.
bool is_reference(const nlohmann::json& value);

/// `{"status": "ok", "articles": []}`: an answer without any article, not a broken one.
bool holds_empty_list(const nlohmann::json& record);

}  // namespace backfile::readers
