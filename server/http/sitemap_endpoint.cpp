// GET /robots.txt, /sitemap.xml and its parts: what search engines may list, where the archive is open to them at all.
#include <charconv>

#include "server/http/page.h"
#include "server/http/problem.h"
#include "server/http/routes.h"
#include "server/http/urls.h"
#include "server/render/sitemap.h"

namespace backfile::http {
namespace {

Response none() { return problem(404, "This archive is not listed by search engines, so it has no sitemap."); }

/// The number of "12.xml", from 1; 0 for anything else.
std::uint64_t part_of(std::string_view name) {
  constexpr std::string_view kEnd = ".xml";
  std::uint64_t number = 0;
  if (!name.ends_with(kEnd) || name.front() == '0') return 0;
  name.remove_suffix(kEnd.size());
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  constexpr std::uint64_t kMost = 1'000'000;
  return error == std::errc{} && end == name.data() + name.size() && number <= kMost ? number : 0;
}

}  // namespace

Response robots_endpoint(const Request& request, Service& service) {
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.headers.emplace_back("Cache-Control", "public, max-age=3600");
  response.body =
      render::robots(listed(service) ? absolute_url(service.settings, request, "") : std::string(), site_path(service.settings, ""));
  return response;
}

Response sitemap_endpoint(const Request& request, Service& service) {
  if (!listed(service)) return none();
  return answer_from_archive(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    const auto state = engine.state();
    if (!state) return tl::unexpected<Error>(state.error());
    const std::uint64_t parts = std::max<std::uint64_t>(1, (state->articles + render::kSitemapPart - 1) / render::kSitemapPart);
    response.content_type = "application/xml; charset=utf-8";
    response.body = render::sitemap_index(absolute_url(service.settings, request, ""), parts);
    return {};
  });
}

Response sitemap_part_endpoint(const Request& request, Service& service) {
  if (!listed(service)) return none();
  const std::uint64_t part = part_of(request.captured.at(0));
  if (part == 0) return problem(404, "The parts of the sitemap are named in /sitemap.xml.");
  return answer_from_archive(request, service, [&](search::Engine& engine, Response& response) -> Result<void> {
    const auto articles = engine.listing((part - 1) * render::kSitemapPart, render::kSitemapPart);
    if (!articles) return tl::unexpected<Error>(articles.error());
    if (articles->empty() && part > 1) {
      response = problem(404, "The sitemap has no such part: /sitemap.xml names those there are.");
      return {};
    }
    response.content_type = "application/xml; charset=utf-8";
    response.body = render::sitemap(absolute_url(service.settings, request, ""), *articles);
    return {};
  });
}

}  // namespace backfile::http
