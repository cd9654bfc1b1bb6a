#include "server/web/search_link.h"

#include <algorithm>

#include "server/render/url.h"

namespace backfile::web {

SearchLink::SearchLink(const query::SearchRequest& request) {
  for (const auto& [name, value] : request.parameters)
    if (name != "page" && !value.empty()) parameters_.emplace_back(name, value);
}

SearchLink SearchLink::without(std::string_view name) const {
  SearchLink link = *this;
  std::erase_if(link.parameters_, [&](const auto& one) { return one.first == name; });
  return link;
}

SearchLink SearchLink::without(std::string_view name, std::string_view value) const {
  SearchLink link = *this;
  std::erase_if(link.parameters_, [&](const auto& one) { return one.first == name && one.second == value; });
  return link;
}

SearchLink SearchLink::with(std::string_view name, std::string_view value) const {
  SearchLink link = *this;
  const auto first = std::find_if(link.parameters_.begin(), link.parameters_.end(), [&](const auto& one) { return one.first == name; });
  if (first == link.parameters_.end() || value.empty()) return value.empty() ? without(name) : and_also(name, value);
  first->second = value;
  link.parameters_.erase(std::remove_if(first + 1, link.parameters_.end(), [&](const auto& one) { return one.first == name; }),
                         link.parameters_.end());
  return link;
}

SearchLink SearchLink::and_also(std::string_view name, std::string_view value) const {
  SearchLink link = *this;
  link.parameters_.emplace_back(name, value);
  return link;
}

SearchLink SearchLink::only(std::span<const std::string_view> names) const {
  SearchLink link = *this;
  std::erase_if(link.parameters_, [&](const auto& one) { return std::find(names.begin(), names.end(), one.first) == names.end(); });
  return link;
}

std::string SearchLink::to(std::string_view path) const {
  const std::string query = render::query_string(parameters_);
  return std::string(path) + (query.empty() ? "" : "?" + query);
}

bool can_be_wanted(std::string_view value) { return !value.empty() && value.front() != '-'; }

}  // namespace backfile::web
