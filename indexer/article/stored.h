// The stored form of an article: tagged, length-prefixed fields, the body last. The archive keeps it packed (packed.h).
#pragma once
#include <string>
#include <string_view>

#include "indexer/article/article.h"

namespace backfile::article {

/// Deterministic, and never to change for the fields there are: ids and digests are made from it. A date that cannot be is left out.
std::string encode(const Article& article);

/// All fields, or all but the scan's pages and boxes. data: packed, or not. Unknown tags are skipped (written by a later version).
/// Code::damaged where the bytes are cut short or make no sense.
Result<Article> decode(std::string_view data, Boxes boxes = Boxes::with);

/// SHA-256 of the stored form, cut to 16 bytes: equal for equal articles. Used to recognise an unchanged article.
std::string digest(std::string_view stored);

}  // namespace backfile::article
