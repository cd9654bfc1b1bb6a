// The text reader: a saved web page or a plain text file is one article.
#include <string>

#include "indexer/article/date_text.h"
#include "indexer/readers/looks.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/text_page.h"
#include "indexer/readers/whole_stream.h"
#include "indexer/text/charset.h"
#include "indexer/wording/dateline.h"
#include "indexer/wording/url_parts.h"

namespace backfile::readers {

using namespace wording;  // its vocabulary is this folder's too
namespace {

void fill_from_url(article::Article& article) {
  if (article.url.empty()) return;
  if (article.source.empty()) article.source = host_of(article.url);
  if (article.section.empty()) article.section = section_of(article.url);
  if (!article.published) article.published = article::date_in_url(article.url).value_or(article::Date{});
}

void read(Input& input, Sink& sink) {
  const auto bytes = read_whole(input.bytes, input.options.max_record_bytes);
  if (!bytes) {
    sink.refused(1, bytes.error().message);
    return;
  }
  std::string text = text::clean(text::to_utf8(*bytes).text);
  if (text.size() > article::kMaxTextBytes) {  // before it is taken apart, which would be in vain
    sink.refused(
        1, "its text has " + std::to_string(text.size()) + " bytes; at most " + std::to_string(article::kMaxTextBytes) + " are taken");
    return;
  }
  auto article = article_in_text(text, input.options.default_language);
  if (article.title.empty() && article.body.empty()) {
    sink.refused(1, "no text: empty, or nothing but page furniture");
    return;
  }
  fill_from_url(article);
  if (!article.published) article.published = date_in_dateline(article.body, input.options.default_language);
  sink.article(std::move(article), 1);
}

int recognise(std::string_view head, std::string_view path) {
  if (!looks_like(head).empty()) return 0;
  return path.ends_with(".txt") || path.ends_with(".text") || path.ends_with(".TXT") ? 20 : 10;
}

}  // namespace

extern const Format format_text;
const Format format_text{"text", ".txt .text",
                         "title subtitle body published modified url section authors source language tags page edition", recognise, read};

}  // namespace backfile::readers
