// The words of a JSON record: headline, body, summary.
#pragma once
#include "indexer/article/article.h"
#include "indexer/readers/json_names.h"

namespace backfile::readers {

/// Fills title, subtitle, summary and body. Where several renditions of one are given, the main one, plain before HTML; NITF in a string is
/// read as NITF.
void read_json_text(const nlohmann::json& record, const Meanings& meanings, article::Article& article);

/// Whether a headline stands in the record, rather than a name or slug that anything may have.
bool has_headline(const nlohmann::json& record);

/// First of the values that says anything.
std::string first_line(const Meanings& record, Meaning meaning);

}  // namespace backfile::readers
