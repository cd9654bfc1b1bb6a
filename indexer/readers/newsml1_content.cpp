// Agencies use roles to say what a piece of text is: `Title`, `Lead`, `Body`. A text without one is the body.
#include "indexer/readers/newsml1_content.h"

#include <array>
#include <string>
#include <string_view>

#include "indexer/readers/news_fields.h"
#include "indexer/readers/nitf_article.h"
#include "indexer/readers/record_text.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using markup::Node;

std::string_view formal_name(const Node* node) { return node ? node->attribute("FormalName") : std::string_view(); }

/// Style sheets, scripts and encoded pictures are text to XML only.
bool is_text(const Node& content) {
  for (const char* name : {"MimeType", "Format", "MediaType"}) {
    const std::string value = wording::lower(formal_name(content.child(name)));
    for (const std::string_view other :
         {"css", "script", "image", "photo", "jpeg", "video", "audio", "pdf", "graphic", "mp3", "mpeg", "json"}) {
      if (value.find(other) != value.npos) return false;
    }
  }
  return !content.child("Encoding") || formal_name(content.child("Encoding")).empty();
}

const Node* data_of(const Node& content) {
  const Node* data = content.child("DataContent");
  if (const Node* const encoding = content.child("Encoding"); !data && encoding) data = encoding->child("DataContent");
  return data;
}

std::string text_of_data(const Node& data) {
  const Node* const body = markup::find(data, "body");
  return content_of(body ? body : &data);
}

void append(std::string text, std::string& to) {
  if (text.empty() || to == text) return;
  if (!to.empty()) to += "\n\n";
  to += text;
}

void read_body(const Node& data, article::Article& article) {
  const Node* const nitf = markup::find(data, "nitf");
  if (nitf || markup::find(data, "body.content")) {
    const bool is_first = article.body.empty();
    article::Article another;
    read_nitf(nitf ? *nitf : data, is_first ? article : another);
    append(std::move(another.body), article.body);
    return;
  }
  std::string text = text_of_data(data);
  drop_repeated_title(text, article);
  take_byline(text, article);
  append(std::move(text), article.body);
}

}  // namespace

const Node* next_in_story(const Node& node, const Node& story) {
  const Node* next = markup::next_within(node, story);
  while (next && next->is("NewsItem")) next = markup::next_beside(*next, story);
  return next;
}

Newsml1Content::Part Newsml1Content::part_of_role(std::string_view role) {
  constexpr auto kTitles = std::to_array<std::string_view>({"title", "headline", "titre", "titel", "head"});
  constexpr auto kSubtitles = std::to_array<std::string_view>({"subtitle", "subheadline", "subhead", "deck", "soustitre"});
  constexpr auto kSummaries = std::to_array<std::string_view>({"lead", "abstract", "summary", "teaser", "intro", "standfirst", "chapeau"});
  constexpr auto kCaptions =
      std::to_array<std::string_view>({"caption", "photocaption", "legend", "legende", "bildtext", "image", "photo"});
  constexpr auto kOthers = std::to_array<std::string_view>({"stylesheet", "contact", "tweettext", "logo", "thumbnail", "preview", "script",
                                                            "clip", "sound", "metadata", "keywords", "index", "quicklook"});
  if (wording::among(kTitles, role)) return Part::title;
  if (wording::among(kSubtitles, role)) return Part::subtitle;
  if (wording::among(kSummaries, role)) return Part::summary;
  if (wording::among(kCaptions, role)) return Part::caption;
  return wording::among(kOthers, role) ? Part::none : Part::body;
}

Newsml1Content::Newsml1Content(const Node& item) {
  for (const Node* node = item.first; node; node = next_in_story(*node, item)) {
    if (node->is("NewsComponent")) {
      const std::string_view role = formal_name(node->child("Role"));
      const auto around = parts_.find(node->parent);
      parts_[node] = !role.empty() ? part_of_role(wording::lower(role)) : around == parts_.end() ? Part::body : around->second;
    }
    if (!node->is("ContentItem") || !is_text(*node) || part_of(*node) != Part::body) continue;
    const Node* const data = data_of(*node);
    if (!data || line_of(data).empty()) continue;
    for (const Node* around = node->parent; around && around != item.parent && with_body_.insert(around).second;) around = around->parent;
  }
}

/// By the component that it stands in; agencies put nothing between.
Newsml1Content::Part Newsml1Content::part_of(const Node& content) const {
  const auto found = parts_.find(content.parent);
  return found == parts_.end() ? Part::body : found->second;
}

void Newsml1Content::read(const Node& story, article::Article& article) const {
  std::string captions;
  for (const Node* node = story.first; node; node = next_in_story(*node, story)) {
    if (!node->is("ContentItem") || !is_text(*node)) continue;
    const Node* const data = data_of(*node);
    if (!data) continue;
    switch (part_of(*node)) {
      case Part::title:
        set_if_empty(article.title, line_of(text_of_data(*data)));
        break;
      case Part::subtitle:
        set_if_empty(article.subtitle, line_of(text_of_data(*data)));
        break;
      case Part::summary:
        set_if_empty(article.summary, text_of_data(*data));
        break;
      case Part::caption:
        append(text_of_data(*data), captions);
        break;
      case Part::body:
        read_body(*data, article);
        break;
      case Part::none:
        break;
    }
  }
  append(std::move(captions), article.body);
}

}  // namespace backfile::readers
