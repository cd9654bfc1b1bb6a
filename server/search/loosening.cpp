#include "server/search/loosening.h"

#include "server/query/ast.h"

namespace backfile::search {
namespace {

constexpr std::size_t kMostParts = 8;

Result<std::uint64_t> total(Engine& engine, query::SearchRequest request) {
  request.page = request.page_size = 1;
  request.snippets = 0;
  request.facets.clear();
  request.explain = request.corrections = false;
  return engine.search(request).map([](const SearchResults& results) { return results.total; });
}

}  // namespace

Result<Loosening> loosen(Engine& engine, const query::SearchRequest& request) {
  Loosening loosening;
  const auto parsed = query::parse(request.q, {});
  if (!parsed) return tl::unexpected<Error>(parsed.error());

  query::SearchRequest changed = request;
  changed.match = query::Match::all;
  if (parsed->root.kind == query::NodeKind::all) {
    for (const query::Node& part : parsed->root.children) {
      if (part.kind == query::NodeKind::exclude || loosening.parts.size() == kMostParts) continue;
      changed.q = query::canonical(part);
      const auto found = total(engine, changed);
      if (!found) return tl::unexpected<Error>(found.error());
      loosening.parts.push_back({changed.q, *found});
    }
  }

  changed = request;
  changed.filters.clear();
  changed.from = changed.to = {};
  changed.on.reset();
  changed.in_title = false;
  if (!request.filters.empty() || request.from || request.to || request.on || request.in_title) {
    const auto found = total(engine, changed);
    if (!found) return tl::unexpected<Error>(found.error());
    loosening.without_filters = *found;
  }

  changed = request;
  changed.match = query::Match::any;
  if (loosening.parts.size() < 2 || request.match == query::Match::any) return loosening;
  const auto found = total(engine, changed);
  if (!found) return tl::unexpected<Error>(found.error());
  loosening.any = *found;
  return loosening;
}

}  // namespace backfile::search
