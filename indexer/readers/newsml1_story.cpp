// Which components are stories, and what they are called.
#include "indexer/readers/newsml1_story.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "indexer/readers/news_fields.h"
#include "indexer/readers/newsml1_content.h"
#include "indexer/readers/newsml1_meta.h"
#include "indexer/readers/record_text.h"

namespace backfile::readers {
namespace {

using markup::Node;

std::string own_headline(const Node& component) {
  const Node* const lines = component.child("NewsLines");
  return lines ? line_of(lines->child("HeadLine")) : std::string();
}

constexpr std::size_t kMaxStories = 100;  // of one item: each reads the metadata around it again
constexpr int kMaxNestedItems = 8;

/// Where two or more components beside each other have a headline and a text, each is a story; else all of `component` is one. Bounded by
/// the depth of the tree.
void find_stories(const Node& component, const Newsml1Content& content, std::vector<const Node*>& stories) {
  std::vector<const Node*> parts;
  for (const Node* part : markup::children(component, "NewsComponent")) {
    if (content.holds_body(*part)) parts.push_back(part);
  }
  const auto tell = std::count_if(parts.begin(), parts.end(), [](const Node* part) { return !own_headline(*part).empty(); });
  if (tell >= 2) {
    for (const Node* part : parts) find_stories(*part, content, stories);
    return;
  }
  // What only wraps may hold several.
  if (parts.size() == 1) {
    std::vector<const Node*> within;
    find_stories(*parts.front(), content, within);
    if (within.size() > 1) {
      stories.insert(stories.end(), within.begin(), within.end());
      return;
    }
  }
  stories.push_back(&component);
}

/// Without the revision, so that a later one takes the place of an earlier. `PublicIdentifier` is what it should be only with some.
std::string identity_of(const Node& item) {
  const Node* const identifier = markup::find(item, "NewsIdentifier");
  if (!identifier) return {};
  const std::string provider = line_of(identifier->child("ProviderId")), day = line_of(identifier->child("DateId")),
                    name = line_of(identifier->child("NewsItemId"));
  if (!name.empty()) return "urn:newsml:" + provider + ":" + day + ":" + name;
  std::string given = line_of(identifier->child("PublicIdentifier"));
  // `urn:newsml:www.example.com` names the agency only.
  return std::count(given.begin(), given.end(), ':') >= 3 ? given : std::string();
}

article::Article read_story(const Node& story, const Node& item, const Newsml1Content& content, bool is_one_of_several) {
  article::Article article;
  article.id = identity_of(item);
  const std::string own = value_of(story, "Duid");
  if (is_one_of_several && !article.id.empty()) article.id += "#" + (own.empty() ? std::to_string(story.index) : own);
  if (article.id.empty() && own.size() > 3) article.id = own;
  read_newsml1_management(item, article);
  read_newsml1_meta(story, item, content, article);
  content.read(story, article);
  if (article.title.empty()) {
    const Node* const lines = markup::find(story, "NewsLines");
    if (lines) article.title = line_of(lines->child("SlugLine"));
    if (const Node* const label = markup::find(item, "NameLabel")) set_if_empty(article.title, line_of(label));
  }
  if (article.subtitle == article.title) article.subtitle.clear();
  drop_source_from_authors(article);
  drop_repeated_summary(article);
  return article;
}

/// The item and those within it. Deeper than agencies go is hostile, and every level is walked again.
void find_items(const Node& item, int depth, std::vector<const Node*>& items) {
  items.push_back(&item);
  if (depth == kMaxNestedItems) return;
  for (const Node* within : outermost(item, "NewsItem")) find_items(*within, depth + 1, items);
}

void read_item(const Node& item, XmlReading& reading) {
  const Newsml1Content content(item);
  const auto components = markup::children(item, "NewsComponent");
  std::vector<const Node*> stories;
  for (const Node* component : components) find_stories(*component, content, stories);
  if (stories.size() > kMaxStories) stories.assign(1, components.front());
  for (const Node* story : stories) {
    article::Article article = read_story(*story, item, content, stories.size() > 1);
    if (says_anything(article)) reading.articles.push_back(std::move(article));
  }
}

}  // namespace

XmlReading read_news_item(const Node& item) {
  XmlReading reading;
  std::vector<const Node*> items;
  find_items(item, 0, items);
  for (const Node* one : items) read_item(*one, reading);
  if (!reading.articles.empty()) return reading;
  if (markup::find(item, "TopicSet")) return {{}, "a topic set: a vocabulary, not news text", {}};
  return {{}, markup::find(item, "ContentItem") ? "holds no news text: neither a headline nor a body" : "a news item without content", {}};
}

}  // namespace backfile::readers
