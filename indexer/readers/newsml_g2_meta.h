// What a newsItem says about its content: <itemMeta>, <contentMeta>, <assert>.
#pragma once
#include "indexer/article/article.h"
#include "indexer/markup/tree.h"

namespace backfile::readers {

/// Fills title, subtitle, summary, authors, source, section, tags, places, language, dates, status and corrections.
void read_g2_meta(const markup::Node& item, article::Article& article);

/// What a picture, a video or a sound says in words: its captions, joined.
std::string g2_captions(const markup::Node& item);

/// "text", "picture", "video", … of the item's class; empty where it has none.
std::string g2_class(const markup::Node& item);

}  // namespace backfile::readers
