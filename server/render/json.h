// Results and errors as JSON text, in the shapes of the API.
#pragma once
#include <string>
#include <string_view>

#include "indexer/article/article.h"
#include "indexer/errors/error.h"
#include "server/query/changes_request.h"
#include "server/query/narrow_request.h"
#include "server/query/request.h"
#include "server/search/changes.h"
#include "server/search/results.h"
#include "server/search/suggestions.h"
#include "server/search/timeline.h"

namespace backfile::render {

/// path: of the endpoint, encoded, for `next`.
std::string search_json(const query::SearchRequest& request, const search::SearchResults& results, std::string_view path = "/v1/search");

std::string timeline_json(const query::TimelineRequest& request, const search::Timeline& timeline);

std::string changes_json(const query::ChangesRequest& request, const search::Changes& changes);

/// The OpenSearch form: [q, [completions, then headlines], [their descriptions]].
std::string suggestions_json(const std::string& q, const search::Suggestions& suggestions);

/// The whole article: native JSON names, with the body.
std::string article_json(const article::Article& article);
/// With "highlight": {"title_html", "body_html", "marks": how many there are in both}.
std::string article_json(const search::MarkedArticle& marked);

/// RFC 9457 problem details. status: the HTTP status that goes with the error's code.
int status_of(const Error& error);
std::string problem_json(const Error& error, int status);

/// The status's name in RFC 9110: "Not Found".
const char* status_title(int status);

}  // namespace backfile::render
