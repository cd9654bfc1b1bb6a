#include "server/render/next_page.h"

#include "server/render/url.h"

namespace backfile::render {

std::string next_page(const query::SearchRequest& request, const search::SearchResults& results, std::string_view path) {
  const bool more = request.cursor ? !results.next_cursor.empty() : std::uint64_t{request.page} * request.page_size < results.total;
  if (!more) return {};
  const std::string changed = request.cursor ? "cursor" : "page";
  query::Parameters parameters;
  for (const auto& parameter : request.parameters)
    if (parameter.first != changed) parameters.push_back(parameter);
  parameters.emplace_back(changed, request.cursor ? results.next_cursor : std::to_string(request.page + 1));
  return std::string(path) + "?" + query_string(parameters);
}

}  // namespace backfile::render
