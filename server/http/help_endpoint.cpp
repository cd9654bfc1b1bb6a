// GET /help
#include "server/http/page.h"
#include "server/http/routes.h"
#include "server/web/plain_pages.h"

namespace backfile::http {

Response help_endpoint(const Request& request, Service& service) {
  const auto site = site_of(request, service);
  return page_answer(request, web::help_page({site, texts_of(request)}));
}

}  // namespace backfile::http
