// Meta first, then the content, which fills what the meta left open: NITF has a headline of its own.
#include "indexer/readers/newsml_g2_item.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/readers/news_fields.h"
#include "indexer/readers/newsml_g2_meta.h"
#include "indexer/readers/nitf_article.h"
#include "indexer/readers/record_text.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

/// Why an item that is no newsItem gives no article; empty for a newsItem.
std::string other_kind(const Node& item) {
  constexpr auto kKinds = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"packageItem", "a package: a list of other items"},
       {"conceptItem", "a concept item: an event, a person, a place or a term, not news text"},
       {"knowledgeItem", "a knowledge item: a vocabulary, not news text"},
       {"planningItem", "a planning item: coverage to come, not news text"},
       {"catalogItem", "a catalog item: a list of vocabularies, not news text"}});
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& kind) { return item.is(kind.first); });
  return found == kKinds.end() ? std::string() : std::string(found->second);
}

/// A page's own head over the text: its headline, slugs and the date, all of which the meta gives.
bool is_page_head(const Node& node) { return node.is("header"); }

/// XHTML, or markup without a format of its own.
void read_markup(const Node& content, article::Article& article) {
  if (const Node* const title = markup::find(content, "h1"); title && article.title.empty()) article.title = line_of(title);
  const Node* const body = markup::find(content, "body");
  std::string text = body_of(body ? body : &content, is_page_head);
  drop_repeated_title(text, article);
  take_byline(text, article);
  set_if_empty(article.body, std::move(text));
  if (const Node* const title = markup::find(content, "title"); title && article.title.empty()) article.title = line_of(title);
}

bool is_event_list(const Node& content) { return content.child("events") || content.child("event") || content.child("sports-content"); }

void read_content(const Node& content, article::Article& article) {
  if (content.is("inlineXML")) {
    if (const Node* const nitf = markup::find(content, "nitf"))
      read_nitf(*nitf, article);
    else if (markup::find(content, "body.content"))
      read_nitf(content, article);
    else if (!is_event_list(content))
      read_markup(content, article);
  } else if (content.is("inlineData")) {
    const std::string_view type = content.attribute("contenttype");
    const bool is_text =
        type.empty() || type.starts_with("text/") || type.starts_with("application/xhtml") || type.find("html") != type.npos;
    if (is_text && content.attribute("encoding").empty()) set_if_empty(article.body, content_of(&content));
  }
}

/// The message's header, for an item that names no provider.
void name_sender(const Node& item, article::Article& article) {
  if (!is_code(article.source)) return;
  for (const Node* around = item.parent; around; around = around->parent) {
    for (const char* name : {"header", "Header"}) {
      const Node* const header = around->child(name);
      if (std::string sender = header ? line_of(header->child("sender")) : std::string(); !sender.empty())
        article.source = std::move(sender);
    }
  }
}

std::string why_none(const Node& item) {
  const std::string kind = g2_class(item);
  const Node* const set = item.child("contentSet");
  const Node* const content = set ? set->child("inlineXML") : nullptr;
  if (content && is_event_list(*content)) return "holds a list of events, not news text";
  if (kind.empty() || kind == "text") return "holds no news text: neither a headline nor a body";
  return kind + " without headline or caption";
}

}  // namespace

XmlReading read_g2_item(const Node& item) {
  if (std::string reason = other_kind(item); !reason.empty()) return {{}, std::move(reason), {}};
  article::Article article;
  article.id = value_of(item, "guid");
  read_g2_meta(item, article);
  for (const Node* set : markup::children(item, "contentSet")) {
    for (const Node* content = set->first; content; content = content->next) {
      if (article.body.empty()) read_content(*content, article);
    }
  }
  const std::string kind = g2_class(item);
  if (article.body.empty() && kind != "text") article.body = g2_captions(item);
  // Titles and slugs of the item's own, which say less.
  if (!article.title.empty() || !article.body.empty()) {
    for (const char* parent : {"itemMeta", "contentMeta"}) {
      const Node* const meta = item.child(parent);
      if (!meta) continue;
      set_if_empty(article.title, line_of(meta->child("title")));
      set_if_empty(article.title, line_of(meta->child("slugline")));
    }
  }
  drop_repeated_summary(article);
  name_sender(item, article);
  if (!says_anything(article)) return {{}, why_none(item), {}};
  return {{std::move(article)}, {}, {}};
}

}  // namespace backfile::readers
