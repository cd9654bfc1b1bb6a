// GET /embed.js: the search box for pages of other sites. Any page may load it, as a module too; which may search is for cors_origins to
// say.
#include "server/http/conditional.h"
#include "server/http/routes.h"
#include "server/web/assets.h"

namespace backfile::http {

Response embed_endpoint(const Request& request, Service&) {
  const web::Asset& asset = *web::find_asset("embed.js");
  // Its address on other sites never changes, so it may be old for an hour.
  Response response = conditional(
      request, {.etag = std::string(asset.digest), .weak = false, .cache_control = "public, max-age=3600, stale-while-revalidate=86400"});
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
  if (response.status == 304) return response;
  response.content_type = asset.content_type;
  response.body = asset.bytes;
  return response;
}

}  // namespace backfile::http
