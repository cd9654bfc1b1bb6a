// Sections as a tree, authors and sources as a list.
#include <algorithm>

#include "server/web/browse_parts.h"
#include "server/web/search_link.h"
#include "server/web/search_parts.h"
#include "server/web/shell.h"

namespace backfile::web {
namespace {

std::string filter_of(std::string_view name) { return std::string(name.substr(0, name.size() - 1)); }  // "sections" goes by `section`

/// shown: what of the value stands on the page.
Html value_line(const Frame& frame, std::string_view name, const search::FacetValue& value, const std::string& shown) {
  const Html text = h("bdi", {}, shown), count = h("span", {{"class", "count"}}, frame.texts.number(value.count));
  if (!can_be_wanted(value.value)) return (Html(text) += " ") += count;
  return (h("a", {{"href", SearchLink().with(filter_of(name), value.value).to(local(frame.site, "/search"))}}, text) += " ") += count;
}

std::vector<std::string> levels(const std::string& path) {
  std::vector<std::string> all;
  for (std::string_view rest = path;;) {
    const auto slash = rest.find('/');
    all.emplace_back(rest.substr(0, slash));
    if (slash == std::string_view::npos) return all;
    rest.remove_prefix(slash + 1);
  }
}

using Branch = std::vector<std::pair<std::vector<std::string>, const search::FacetValue*>>;

/// Those of `values` that lie below the value at `at`, as a list; `at` is left behind the last of them.
Html branch(const Frame& frame, const Branch& values, std::size_t& at, std::size_t depth) {
  constexpr std::size_t kDeepest = 15;
  Html items;
  while (at < values.size() && (values[at].first.size() > depth || depth == 0)) {
    const auto& [path, value] = values[at++];
    // Where a level above was left out, the whole path tells more than its end.
    const Html line = value_line(frame, "sections", *value, path.size() == depth + 1 ? path.back() : value->value);
    const auto below = [&](std::size_t next) {
      return next < values.size() && values[next].first.size() > path.size() &&
             std::equal(path.begin(), path.end(), values[next].first.begin());
    };
    Html children;
    if (path.size() < kDeepest && below(at)) {
      std::size_t end = at;
      while (below(end)) ++end;
      const Branch inner(values.begin() + static_cast<std::ptrdiff_t>(at), values.begin() + static_cast<std::ptrdiff_t>(end));
      std::size_t inside = 0;
      children = branch(frame, inner, inside, path.size());
      at = end;
    }
    items += h("li", {}, line, children);
  }
  return h("ul", {}, items);
}

Html tree(const Frame& frame, const std::vector<search::FacetValue>& values) {
  Branch sorted;
  for (const auto& value : values) sorted.emplace_back(levels(value.value), &value);
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::size_t at = 0;
  return h("div", {{"class", "tree"}}, branch(frame, sorted, at, 0));
}

}  // namespace

std::string browse_values_page(const Frame& frame, const ValuesContent& content) {
  const std::string path = "/browse/" + std::string(content.name);
  Html main;
  if (content.values.empty()) {
    main = h("p", {}, frame.texts("none_of_these"));
  } else if (content.name == "sections") {
    main = tree(frame, content.values);
  } else {
    const std::size_t first = std::min<std::size_t>(content.values.size(), (content.page - 1) * std::size_t{content.page_size});
    const std::size_t last = std::min<std::size_t>(content.values.size(), first + content.page_size);
    Html items;
    for (std::size_t i = first; i < last; ++i)
      items += h("li", {}, value_line(frame, content.name, content.values[i], content.values[i].value));
    main = h("ul", {{"class", "values"}}, items) += page_ways(frame, local(frame.site, path), content.page, last < content.values.size());
  }
  return browsing_page(frame, frame.texts(content.name), path, content.name, main);
}

}  // namespace backfile::web
