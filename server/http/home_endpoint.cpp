// GET /: the archive's front page.
#include "server/http/index_text.h"
#include "server/http/kept.h"
#include "server/http/page.h"
#include "server/http/routes.h"
#include "server/search/examples.h"
#include "server/web/home_page.h"

namespace backfile::http {
namespace {

constexpr std::size_t kExamples = 5;

Result<web::HomeContent> made(search::Engine& engine) {
  web::HomeContent content;
  const auto state = engine.state();
  if (!state) return tl::unexpected<Error>(state.error());
  content.articles = state->articles;
  auto timeline = engine.timeline({});
  if (!timeline) return tl::unexpected<Error>(timeline.error());
  content.timeline = std::move(*timeline);
  auto examples = search::examples(engine, kExamples);
  if (!examples) return tl::unexpected<Error>(examples.error());
  content.examples = std::move(*examples);
  return content;
}

Result<std::shared_ptr<const web::HomeContent>> content_of(search::Engine& engine) {
  static Kept<web::HomeContent> kept;
  return kept.get(engine, [&] { return made(engine); });
}

}  // namespace

Response home_endpoint(const Request& request, Service& service) {
  // For somebody who got here with curl.
  const auto accepted = request.header("accept");
  if (accepted.find("text/html") == std::string_view::npos && accepted.find("text/*") == std::string_view::npos &&
      accepted.find("xhtml") == std::string_view::npos)
    return index_text();
  return page_from_archive(request, service, [](search::Engine& engine, const web::Frame& frame) -> Result<std::string> {
    return content_of(engine).map([&](const auto& content) { return web::home_page(frame, *content); });
  });
}

}  // namespace backfile::http
