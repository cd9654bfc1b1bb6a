// GET /articles/{id}: an article as a page, or, with ?cite=, as a reference.
#include <algorithm>

#include "server/http/one_article.h"
#include "server/http/page.h"
#include "server/http/routes.h"
#include "server/http/urls.h"
#include "server/render/citation.h"
#include "server/render/url.h"
#include "server/web/article_page.h"

namespace backfile::http {
namespace {

constexpr std::uint32_t kRelated = 5;

struct Form {
  std::string_view name, content_type, extension;
  std::string (*write)(const article::Article&, std::string_view);
};
constexpr Form kForms[] = {
    {"ris", "application/x-research-info-systems; charset=utf-8", ".ris", render::ris},
    {"bibtex", "application/x-bibtex; charset=utf-8", ".bib", render::bibtex},
    {"text", "text/plain; charset=utf-8", "",
     [](const article::Article& article, std::string_view address) { return render::plain_citation(article, address) + "\n"; }},
};

/// Other words in the address are passed over: links from elsewhere bring some.
query::Parameters taken(const query::Parameters& parameters) {
  query::Parameters known;
  for (const auto& one : parameters)
    if (one.first == "q" || one.first == "in" || one.first == "synonyms") known.push_back(one);
  return known;
}

/// A query that cannot be run, or takes too long, costs its marks and not the article.
Result<search::MarkedArticle> article_of(search::Engine& engine, const std::string& id, const query::SearchRequest& asked) {
  auto marked = engine.marked(id, asked);
  if (marked || asked.q.empty() || marked.error().code == Code::not_found || marked.error().code == Code::gone) return marked;
  return engine.marked(id, {});
}

Result<std::string> page_of(search::Engine& engine, const web::Frame& frame, const std::string& id, const query::SearchRequest& asked) {
  const auto marked = article_of(engine, id, asked);
  if (!marked) return tl::unexpected<Error>(marked.error());
  const auto neighbours = engine.neighbours(marked->article);
  if (!neighbours) return tl::unexpected<Error>(neighbours.error());
  query::RelatedRequest likewise;
  likewise.search.page_size = kRelated;
  likewise.search.snippets = 0;
  // An article is worth more than what is like it: without that where it takes too long.
  const auto related = engine.related(id, likewise);
  return web::article_page(frame, {*marked, asked.q, *neighbours, related ? related->hits : std::vector<search::Hit>{}});
}

Response cited(const Request& request, Service& service, const Form& form) {
  const std::string& id = request.captured.at(0);
  return answer_from_article(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    const auto article = engine.article(id);
    if (!article) return tl::unexpected<Error>(article.error());
    response.content_type = form.content_type;
    if (!form.extension.empty())
      response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + id + std::string(form.extension) + '"');
    response.body = form.write(*article, absolute_url(service.settings, request, "/articles/" + render::percent_encode(id)));
    return {};
  });
}

}  // namespace

Response article_page_endpoint(const Request& request, Service& service) {
  if (const std::string cite = parameter(request, "cite"); !cite.empty()) {
    const auto* form = std::find_if(std::begin(kForms), std::end(kForms), [&](const Form& one) { return one.name == cite; });
    if (form != std::end(kForms)) return cited(request, service, *form);
    return failed(service, request, Error{Code::invalid, "A citation comes as ris, bibtex or text: write one of them.", "cite"});
  }
  query::SearchRequest asked;
  if (auto parsed = query::parse_article_request(taken(request.parameters), request_limits(service))) asked = std::move(*parsed);
  const auto site = site_of(request, service);
  return answer_from_article(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    auto html = page_of(engine, {site, texts_of(request)}, request.captured.at(0), asked);
    if (!html) return tl::unexpected<Error>(html.error());
    become_page(request, response, std::move(*html));
    return {};
  });
}

}  // namespace backfile::http
