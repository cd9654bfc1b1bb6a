// The markdown reader: a file is one article, what stands above it as YAML or TOML are its fields.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "indexer/article/date_text.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/json_article.h"
#include "indexer/readers/json_names.h"
#include "indexer/readers/json_value.h"
#include "indexer/readers/looks.h"
#include "indexer/readers/markdown_blocks.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/whole_stream.h"
#include "indexer/text/charset.h"
#include "indexer/wording/byline.h"
#include "indexer/wording/url_parts.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

using nlohmann::json;

bool named_markdown(std::string_view path) {
  constexpr auto kEndings = std::to_array<std::string_view>({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd"});
  const std::string name = wording::lower(path.substr(path.size() - std::min<std::size_t>(path.size(), 10)));
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

/// The first paragraph of the body, taken off it.
std::string take_paragraph(std::string& body) {
  const auto end = std::min(body.find("\n\n"), body.size());
  std::string paragraph = body.substr(0, end);
  body.erase(0, std::min(end + 2, body.size()));
  return paragraph;
}

/// A byline and a date between headline and text, where the front matter does not say them.
void read_lines_below_title(article::Article& article, const std::string& language) {
  constexpr int kMost = 3;
  constexpr std::size_t kLongest = 120;
  for (int lines = 0; lines < kMost; ++lines) {
    std::string body = article.body;
    const std::string line = take_paragraph(body);
    if (line.size() > kLongest || line.find('\n') != line.npos || body.empty()) return;
    if (const auto date = article::parse_date(line, language); date && !article.published)
      article.published = *date;
    else if (wording::is_byline(line) && article.authors.empty())
      article.authors = wording::names_in_byline(line);
    else
      return;
    article.body = std::move(body);
  }
}

bool says(const json& fields, const char* name, std::string_view value) { return wording::lower(text_of(member(fields, name))) == value; }

/// Fields by the same table of names as JSON's. `text` and its like in front matter is no text of the article.
article::Article article_of_fields(json fields, const Options& options) {
  const bool unpublished = says(fields, "draft", "true") || says(fields, "published", "false");
  if (says(fields, "published", "false") || says(fields, "published", "true")) fields.erase("published");
  fields["body"] = ".";  // stands for the text below, without which there would be no article
  auto article = article_of(fields, options.column_names).article;
  article.body.clear();
  if (!wording::is_url(article.url)) article.url.clear();  // a path on the site that the file is for
  if (unpublished && article.status == article::Status::usable) article.status = article::Status::withheld;
  return article;
}

/// `2020-01-31-the-headline.md`, as Jekyll names its posts.
article::Date date_in_name(std::string_view name) {
  name = name.substr(name.find_last_of("/\\!") == name.npos ? 0 : name.find_last_of("/\\!") + 1);
  return article::date_in_url("https://a/" + std::string(name)).value_or(article::Date{});
}

void read(Input& input, Sink& sink) {
  const auto bytes = read_whole(input.bytes, input.options.max_record_bytes);
  if (!bytes) {
    sink.refused(1, bytes.error().message);
    return;
  }
  const std::string text = text::clean(text::to_utf8(*bytes).text);
  FrontMatter matter = front_matter_of(text, true);
  auto content = markdown_to_text(std::string_view(text).substr(matter.length));
  article::Article article = article_of_fields(std::move(matter.fields), input.options);
  article.body = std::move(content.text);
  const bool headline = article.title.empty();
  if (headline)
    article.title = content.heading;
  else if (!content.heading.empty() && content.heading != article.title)
    article.body = content.heading + (article.body.empty() ? "" : "\n\n") + article.body;
  if (article.title.empty() && article.body.empty()) {
    sink.passed_over(1, matter.length > 0 ? "front matter without title and text" : "no text");
    return;
  }
  if (headline) read_lines_below_title(article, input.options.default_language);
  if (!article.published) article.published = date_in_name(input.name);
  if (!matter.problem.empty()) sink.warning(1, "front matter that is not understood: " + matter.problem);
  sink.article(std::move(article), 1);
}

int recognise(std::string_view head, std::string_view path) {
  const bool named = named_markdown(path);
  const std::string looks = looks_like(head);
  if (named) {
    const std::string first = wording::lower(head.substr(0, 200));
    const bool page = first.find("<!doctype") != first.npos || first.find("<html") != first.npos;
    return (looks.empty() || looks == "HTML" || looks == "XML") && !page ? 75 : 0;
  }
  if (!looks.empty()) return 0;
  const auto first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == head.npos || (head.substr(first, 3) != "---" && head.substr(first, 3) != "+++")) return 0;
  const FrontMatter matter = front_matter_of(text::to_utf8(head).text, false);
  const Meanings meanings(matter.fields);
  return matter.length > 0 && !meanings.of(Meaning::title).empty() ? 60 : 0;
}

}  // namespace

extern const Format format_markdown;
const Format format_markdown{
    "markdown", ".md .markdown",
    "id url source section authors tags places language page edition title subtitle summary body published modified status", recognise,
    read};

}  // namespace backfile::readers
