// GET /style.css, /script.js, /icon.svg: files of pages. Addresses on pages hold their digest, so a browser keeps them for good.
#include "server/http/conditional.h"
#include "server/http/routes.h"
#include "server/web/assets.h"
#include "server/web/theme.h"

namespace backfile::http {
namespace {

Response file(const Request& request, const std::string& digest, const web::Asset& asset, const std::string& more = {}) {
  const bool versioned = !request.parameters.empty() && request.parameters.front() == std::pair<std::string, std::string>("v", digest);
  Validators validators;
  validators.etag = digest;
  validators.weak = false;
  validators.cache_control = versioned ? "public, max-age=31536000, immutable" : "no-cache";
  Response response = conditional(request, validators);
  if (response.status == 304) return response;
  response.content_type = asset.content_type;
  response.body = std::string(asset.bytes) + more;
  return response;
}

}  // namespace

Response style_endpoint(const Request& request, Service& service) {
  return file(request, web::style_digest(service.settings.accent), *web::find_asset("style.css"),
              web::theme_rules(service.settings.accent));
}

Response script_endpoint(const Request& request, Service&) {
  const web::Asset& asset = *web::find_asset("script.js");
  return file(request, std::string(asset.digest), asset);
}

Response icon_endpoint(const Request& request, Service&) {
  const web::Asset& asset = *web::find_asset("icon.svg");
  return file(request, std::string(asset.digest), asset);
}

}  // namespace backfile::http
