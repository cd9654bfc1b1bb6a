// What a feed says of itself and so of each of its items.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "indexer/article/article.h"
#include "indexer/markup/tree.h"

namespace backfile::readers {

struct FeedChannel {
  std::string title, link, language;  // link: absolute, the site's page or else the feed itself; may be empty
  std::vector<std::string> authors;
  article::Date published;  // to the day
};

/// The element that tells about the feed an item is in: <channel> around or beside it, or <feed>. Never null.
const markup::Node* channel_of(const markup::Node& item);

FeedChannel read_channel(const markup::Node& channel);

/// Fills what the item lacks: source, language, authors, and a day, where it has no date of its own.
void fill_from_channel(const FeedChannel& channel, article::Article& article);

/// As article::parse_date, and RFC 822 with small mistakes.
std::optional<article::Date> feed_date(const std::string& text, const std::string& language);

/// The names in an author's field: `jane@example.org (Jane Doe)`, `Jane Doe and John Roe`, or an element with <name>.
std::vector<std::string> feed_authors(const std::vector<const markup::Node*>& fields);
void add_feed_author(const std::string& text, std::vector<std::string>& authors);

/// The page an Atom <link> or RSS <link> leads to, as it stands; empty where none is for people. fields: all links of one element.
std::string feed_link(const std::vector<const markup::Node*>& fields);

/// `link` as an absolute address with its fragment; empty where it is none.
std::string feed_address(const std::string& link, const std::string& base);

}  // namespace backfile::readers
