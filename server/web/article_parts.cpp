#include "server/web/article_parts.h"

#include "server/render/citation.h"
#include "server/web/search_parts.h"
#include "server/web/shell.h"

namespace backfile::web {
namespace {

constexpr std::string_view kOpen = "<mark", kClose = "</mark>";  // escaped text has neither
constexpr std::size_t kMarkLinks = 60;                           // to matches, at most

Html fact(const std::string& name, const Html& value) {
  return value.empty() ? Html() : h("div", {}, h("dt", {}, name), h("dd", {}, value));
}

Html links(const Frame& frame, const char* filter, const std::vector<std::string>& values) {
  Html all;
  for (const auto& value : values) all += h("li", {}, filter_link(frame, filter, value));
  return all.empty() ? Html() : h("ul", {}, all);
}

Html neighbour(const Frame& frame, const char* name, const char* rel, const std::optional<article::Article>& article) {
  if (!article) return {};
  const std::string title = article->title.empty() ? frame.texts("no_title") : article->title;
  return h("li", {{"class", rel}},
           h("a", {{"href", article_path(frame.site, article->id)}, {"rel", rel}}, h("span", {{"class", "which"}}, frame.texts(name)), " ",
             foreign("span", "title", article->language, title)),
           h("time", {{"datetime", article::to_iso(article->published)}}, frame.texts.day(article->published)));
}

}  // namespace

std::string NumberedMarks::numbered(std::string_view html) {
  std::string out;
  for (;;) {
    const auto at = html.find(kOpen);
    out += html.substr(0, at);
    if (at == std::string_view::npos) return out;
    (out += kOpen) += " id=\"m" + std::to_string(++count_) + "\"";
    html.remove_prefix(at + kOpen.size());
  }
}

Html paragraphs(const std::string& html) {
  std::string out;
  bool open = false;  // a mark, at the end of what was written
  for (std::string_view rest = html; !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find("\n\n"));
    rest.remove_prefix(std::min(rest.size(), one.size() + 2));
    if (one.find_first_not_of(" \n") == std::string_view::npos) continue;
    out += open ? "<p dir=\"auto\"><mark>" : "<p dir=\"auto\">";
    const auto opened = one.rfind(kOpen), closed = one.rfind(kClose);
    if (opened != closed) open = closed == std::string_view::npos || (opened != std::string_view::npos && opened > closed);
    (out += one) += open ? "</mark></p>\n" : "</p>\n";
  }
  return Html::markup(std::move(out));
}

Html match_bar(const Frame& frame, const std::string& q, std::size_t marks) {
  if (q.empty()) return {};
  const auto& [site, texts] = frame;
  Html items;
  for (std::size_t number = 1; number <= std::min(marks, kMarkLinks); ++number)
    items += h("li", {},
               h("a", {{"href", "#m" + std::to_string(number)}, {"aria-label", texts("match", {{"number", texts.number(number)}})}},
                 texts.number(number)));
  if (marks > kMarkLinks) items += h("li", {{"aria-hidden", "true"}}, "…");
  return h("nav", {{"class", "matches"}, {"aria-label", texts("matches_nav")}},
           h("a", {{"class", "back"}, {"href", SearchLink().with("q", q).to(local(site, "/search"))}},
             texts("back_to_results", {{"q", isolated(q)}})),
           h("span", {{"class", "count"}}, texts("matches", {{"count", static_cast<std::int64_t>(marks)}})), h("ol", {}, items));
}

Html facts(const Frame& frame, const article::Article& article) {
  const Texts& texts = frame.texts;
  const auto text = [](const std::string& value) { return value.empty() ? Html() : h("bdi", {}, value); };
  Html rows = fact(texts("facet_source"), article.source.empty() ? Html() : filter_link(frame, "source", article.source));
  rows += fact(texts("facet_section"), article.section.empty() ? Html() : filter_link(frame, "section", article.section));
  const bool dated = article.published.precision >= article::Precision::day;
  if (dated) {
    article::Date day = article.published;
    day.precision = article::Precision::day;
    day.offset_minutes.reset();
    rows += fact(texts("day"), h("a", {{"href", local(frame.site, "/browse?date=" + article::to_iso(day))}}, texts.day(day)));
  }
  rows += fact(texts("printed_page"), text(article.page));
  rows += fact(texts("edition"), text(article.edition));
  if (!article.language.empty()) rows += fact(texts("facet_lang"), texts.language_name(article.language));
  if (article.modified) rows += fact(texts("modified"), texts.date(article.modified));
  rows += fact(texts("tags"), links(frame, "tag", article.tags));
  Html places;
  for (const auto& place : article.places) (places += places.empty() ? "" : ", ") += h("bdi", {}, place);
  rows += fact(texts("places"), places);
  if (article.scan.confidence)
    rows += fact(texts("scan"), texts("scan_confidence", {{"share", texts.percent(*article.scan.confidence / 1000.0)}}));
  return rows.empty() ? Html() : h("section", {{"class", "facts"}}, h("h2", {}, texts("about_article")), h("dl", {}, rows));
}

Html neighbours_nav(const Frame& frame, const article::Article& article, const search::Neighbours& neighbours) {
  if (!neighbours.earlier && !neighbours.later) return {};
  const std::string where = article.section.empty() ? article.source : article.source + ", " + article.section;
  return h("nav", {{"class", "neighbours"}, {"aria-labelledby", "neighbours"}},
           h("h2", {{"id", "neighbours"}}, frame.texts("neighbours", {{"where", isolated(where)}})),
           h("ul", {}, neighbour(frame, "earlier", "prev", neighbours.earlier), neighbour(frame, "later", "next", neighbours.later)));
}

Html related_list(const Frame& frame, const std::vector<search::Hit>& related) {
  if (related.empty()) return {};
  Html items;
  for (const auto& hit : related) {
    const auto& article = hit.article;
    const std::string title = article.title.empty() ? frame.texts("no_title") : article.title;
    Html about =
        article.published ? h("time", {{"datetime", article::to_iso(article.published)}}, frame.texts.day(article.published)) : Html();
    if (!article.source.empty()) (about += about.empty() ? "" : " · ") += h("bdi", {}, article.source);
    items += h("li", {}, foreign("span", "title", article.language, h("a", {{"href", article_path(frame.site, article.id)}}, title)),
               h("span", {{"class", "count"}}, about));
  }
  return h("section", {{"class", "related"}}, h("h2", {}, frame.texts("related")), h("ul", {}, items));
}

Html citations(const Frame& frame, const article::Article& article) {
  const auto& [site, texts] = frame;
  const std::string path = article_path(site, article.id), address = site.address + article_path({}, article.id);
  const auto form = [&](const char* name, const char* value) {
    return h("li", {}, h("a", {{"href", path + "?cite=" + value}, {"rel", "nofollow"}, {"download", ""}}, name));
  };
  return h("details", {{"class", "cite"}}, h("summary", {}, h("h2", {}, texts("cite"))),
           h("p", {{"class", "citation"}, {"dir", "auto"}}, render::plain_citation(article, address)),
           h("ul", {}, form("RIS", "ris"), form("BibTeX", "bibtex"),
             h("li", {}, h("a", {{"href", path + "?cite=text"}, {"rel", "nofollow"}}, texts("as_text")))));
}

}  // namespace backfile::web
