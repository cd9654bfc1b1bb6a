// The text and what stands over it; the rest is nitf_head.cpp's.
#include "indexer/readers/nitf_article.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/readers/news_fields.h"
#include "indexer/readers/nitf_head.h"
#include "indexer/readers/record_text.h"
#include "indexer/readers/reflow.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

using markup::Node;

bool is_title_of_author(const Node& node) { return node.is("byttl"); }

void read_byline(const Node& byline, article::Article& article) {
  const auto persons = outermost(byline, "person");
  for (const Node* person : persons) add_persons(line_of(person), article);
  if (persons.empty()) add_authors(text::one_line(body_of(&byline, is_title_of_author)), article);
}

void read_headline(const Node& nitf, article::Article& article) {
  const Node* hedline = markup::find(nitf, "hedline");
  const Node* const head = nitf.child("head");
  set_if_empty(article.title, line_of(markup::find(nitf, "hl1")));
  if (hedline) {
    std::string second = line_of(markup::find(*hedline, "hl2"));
    if (article.title.empty())
      article.title = second.empty() ? line_of(hedline) : std::move(second);
    else if (second != article.title)
      set_if_empty(article.subtitle, std::move(second));
  }
  if (article.title.empty() && head) article.title = line_of(head->child("title"));
}

/// Pictures with their captions come after the text, notes to editors nowhere.
bool is_beside_the_text(const Node& node) {
  return node.is("media") || (node.is("note") && node.attribute("type") != "std") || node.is("body.head");
}

/// Archives give the first paragraphs in a block of their own, and again in the next, which has all of them.
bool repeats(const std::string& lead, const std::string& full) { return lead.size() <= full.size() && full.starts_with(lead); }

std::string text_of_content(const Node& content) {
  std::vector<const Node*> blocks = markup::children(content, "block");
  if (blocks.size() == 2) {
    const std::string lead = body_of(blocks[0], is_beside_the_text), full = body_of(blocks[1], is_beside_the_text);
    if (!lead.empty() && repeats(lead, full)) return full;
  }
  std::string text = body_of(&content, is_beside_the_text);
  // Wire services break lines at a column by <br/>. Lines of a table are none of these.
  return markup::find(content, "table") || markup::find(content, "pre") ? text : reflow(text);
}

void append(const std::string& text, std::string& body) {
  if (text.empty()) return;
  if (!body.empty()) body += "\n\n";
  body += text;
}

std::string body_in(const Node& nitf, article::Article& article) {
  const Node* body = nitf.is("body") ? &nitf : nitf.child("body");
  if (!body) body = &nitf;
  std::string text;
  for (const Node* content : markup::children(*body, "body.content")) append(text_of_content(*content), text);
  if (text.empty() && !body->child("body.content") && !body->is("nitf")) text = text_of_content(*body);
  take_byline(text, article);
  if (const Node* const end = body->child("body.end")) append(body_of(end->child("tagline")), text);
  for (const Node* caption : outermost(*body, "media-caption")) append(body_of(caption), text);
  return text;
}

}  // namespace

std::string nitf_id(const Node& nitf) {
  std::string id;
  if (const Node* const found = markup::find(nitf, "doc-id")) id = value_of(*found, "id-string");
  if (const Node* const key = markup::find(nitf, "du-key"); key && id.empty()) id = value_of(*key, "key");
  return id;
}

void read_nitf(const Node& nitf, article::Article& article) {
  for (const char* attribute : {"baselang", "lang"}) set_language(nitf.attribute(attribute), article);
  read_headline(nitf, article);
  if (article.authors.empty()) {
    for (const Node* byline : outermost(nitf, "byline")) read_byline(*byline, article);
  }
  set_if_empty(article.summary, body_of(markup::find(nitf, "abstract")));
  if (article.body.empty()) article.body = body_in(nitf, article);
  read_nitf_head(nitf, article);
  if (const Node* const dateline = markup::find(nitf, "dateline")) {
    if (const Node* const location = markup::find(*dateline, "location")) {
      const Node* const city = markup::find(*location, "city");
      add_once(line_of(city ? city : location), article.places);
    }
  }
  drop_source_from_authors(article);
  drop_repeated_summary(article);
}

}  // namespace backfile::readers
