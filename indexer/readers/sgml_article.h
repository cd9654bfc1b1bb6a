// A record's fields to its article.
#pragma once
#include <string>

#include "indexer/article/article.h"
#include "indexer/readers/sgml_fields.h"

namespace backfile::readers {

/// reuters: a <REUTERS> item, else a <DOC>. language: for dates such as 4/5/1912 where the record names none; may be empty. An article with
/// neither title nor body is none.
article::Article article_in_sgml(const SgmlRecord& record, bool reuters, const std::string& language);

}  // namespace backfile::readers
