// The articles that a search found.
#include "server/web/search_parts.h"
#include "server/web/shell.h"

namespace backfile::web {
namespace {

Html hit(const Frame& frame, const Shown& shown, const search::Hit& hit) {
  const auto& [site, texts] = frame;
  const article::Article& article = hit.article;
  const Html title = article.title.empty() ? Html(texts("no_title")) : Html::markup(hit.title_html);
  Html snippets;
  for (const auto& snippet : hit.snippets) snippets += foreign("p", "snippet", article.language, Html::markup(snippet.html));
  return h("li", {},
           h("article", {{"class", "hit"}},
             foreign("h2", "", article.language, h("a", {{"href", article_path(site, article.id, shown.request.q)}}, title)),
             credits(frame, article), snippets, corrections(frame, article)));
}

}  // namespace

Html filter_link(const Frame& frame, const char* name, const std::string& value) {
  const Html text = h("bdi", {}, value);
  if (!can_be_wanted(value)) return text;
  return h("a", {{"href", SearchLink().and_also(name, value).to(local(frame.site, "/search"))}, {"rel", "nofollow"}}, text);
}

Html credits(const Frame& frame, const article::Article& article) {
  Html parts;
  const auto add = [&](const char* css, const Html& part) {
    if (!part.empty()) parts += h("span", {{"class", css}}, part);
  };
  if (article.published) add("when", h("time", {{"datetime", article::to_iso(article.published)}}, frame.texts.date(article.published)));
  if (!article.source.empty()) add("source", filter_link(frame, "source", article.source));
  if (!article.section.empty()) add("section", filter_link(frame, "section", article.section));
  Html authors;
  for (const auto& author : article.authors) {
    if (!authors.empty()) authors += ", ";
    authors += filter_link(frame, "author", author);
  }
  add("byline", authors);
  return parts.empty() ? Html() : h("p", {{"class", "credits"}}, parts);
}

Html corrections(const Frame& frame, const article::Article& article) {
  Html all;
  for (const auto& correction : article.corrections) {
    const std::string when = frame.texts.date(correction.date);
    all +=
        h("p", {{"class", "correction"}}, h("strong", {}, frame.texts("correction"), when.empty() ? Html() : Html(" (" + when + ")"), ":"),
          " ", foreign("span", "", article.language, correction.text));
  }
  return all;
}

Html result_list(const Frame& frame, const Shown& shown) {
  if (shown.results.hits.empty()) return {};
  Html all;
  for (const auto& one : shown.results.hits) all += hit(frame, shown, one);
  const std::uint64_t first = (std::uint64_t{shown.request.page} - 1) * shown.request.page_size + 1;
  return h("ol", {{"class", "hits"}, {"start", std::to_string(first)}}, all);
}

}  // namespace backfile::web
