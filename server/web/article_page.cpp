#include "server/web/article_page.h"

#include "server/render/citation.h"
#include "server/web/article_parts.h"
#include "server/web/search_parts.h"
#include "server/web/shell.h"

namespace backfile::web {
namespace {

constexpr std::size_t kDescription = 200;  // characters that a search engine shows, about

/// The beginning of what says best what the article is about, cut at a space.
std::string description(const article::Article& article) {
  const std::string& text = !article.summary.empty() ? article.summary : !article.subtitle.empty() ? article.subtitle : article.body;
  if (text.size() <= kDescription) return text;
  std::size_t end = text.find_last_of(" \n", kDescription);
  if (end == std::string::npos || end < kDescription / 2) {
    end = kDescription;
    while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  }
  return text.substr(0, end) + "…";
}

PageHead head_of(const Frame& frame, const article::Article& article) {
  PageHead head;
  head.title = article.title.empty() ? frame.texts("no_title") : article.title;
  head.canonical = article_path({}, article.id);
  head.more = h("meta", {{"name", "description"}, {"content", description(article)}});
  if (frame.site.listed)
    head.more += h("script", {{"type", "application/ld+json"}},
                   Html::markup(render::news_article(article, frame.site.address + article_path({}, article.id))));
  return head;
}

/// "The Gazette · news/shipping", above the headline.
Html kicker(const Frame& frame, const article::Article& article) {
  Html parts;
  if (!article.source.empty()) parts += h("span", {}, filter_link(frame, "source", article.source));
  if (!article.section.empty()) parts += h("span", {}, filter_link(frame, "section", article.section));
  return parts.empty() ? Html() : h("p", {{"class", "kicker"}}, parts);
}

Html byline(const Frame& frame, const article::Article& article) {
  Html authors, parts;
  for (const auto& author : article.authors) {
    if (!authors.empty()) authors += ", ";
    authors += filter_link(frame, "author", author);
  }
  if (!authors.empty()) parts += h("span", {{"class", "byline"}}, authors);
  if (article.published)
    parts += h("time", {{"datetime", article::to_iso(article.published)}, {"class", "when"}}, frame.texts.date(article.published));
  else
    parts += h("span", {{"class", "when"}}, frame.texts("no_date"));
  return h("p", {{"class", "signed"}}, parts);
}

}  // namespace

std::string article_page(const Frame& frame, const ArticleContent& content) {
  const auto& [site, texts] = frame;
  const article::Article& article = content.marked.article;
  NumberedMarks marks;
  const Html title = article.title.empty() ? Html(texts("no_title")) : Html::markup(marks.numbered(content.marked.title.html));
  const Html body = paragraphs(marks.numbered(content.marked.body.html));
  const std::string source_link = web_address(article.url);

  Html heading = kicker(frame, article);
  heading += foreign("h1", "", article.language, title);
  if (!article.subtitle.empty()) heading += foreign("p", "subtitle", article.language, article.subtitle);
  heading += byline(frame, article);

  Html text = h("header", {{"class", "headline"}}, heading);
  text += corrections(frame, article);
  if (!article.summary.empty() && article.summary != article.subtitle) text += foreign("p", "summary", article.language, article.summary);
  text += body.empty() ? h("p", {{"class", "no-text"}}, texts("no_text")) : foreign("div", "body", article.language, body);
  if (!source_link.empty())
    text += h("p", {{"class", "original"}}, h("a", {{"href", source_link}, {"rel", "nofollow noopener"}}, texts("original")), " ",
              h("bdi", {{"class", "host"}}, host_of(source_link)));

  const Html column = h("div", {{"class", "column"}}, match_bar(frame, content.q, marks.count()), h("article", {{"class", "story"}}, text),
                        neighbours_nav(frame, article, content.neighbours));
  const Html aside = h("aside", {{"class", "beside"}, {"aria-label", texts("about_article")}}, facts(frame, article),
                       related_list(frame, content.related), citations(frame, article));
  const BoxContent box{content.q, {}};
  return page(frame, head_of(frame, article), h("div", {{"class", "reading"}}, column, aside), &box);
}

}  // namespace backfile::web
