// An item of RSS or an entry of Atom to an article.
#pragma once
#include <string>

#include "indexer/article/article.h"
#include "indexer/markup/tree.h"
#include "indexer/readers/feed_channel.h"

namespace backfile::readers {

struct FeedItem {
  article::Article article;  // without what only the channel says
  std::string passed_over;   // why it is none; empty where it is one
  std::string warning;       // what of it could not be understood
};

/// channel: for relative addresses and for dates such as 4/5/1912.
FeedItem read_feed_item(const markup::Node& item, const FeedChannel& channel);

}  // namespace backfile::readers
