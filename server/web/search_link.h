// Addresses of searches: this one with something changed.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "server/query/request.h"

namespace backfile::web {

/// The parameters that make a search what it is, in their order; page and empty ones are left out. Each change gives a new one.
class SearchLink {
 public:
  SearchLink() = default;
  explicit SearchLink(const query::SearchRequest& request);

  SearchLink with(std::string_view name, std::string_view value) const;      // instead of whatever that name had; empty: none
  SearchLink and_also(std::string_view name, std::string_view value) const;  // beside it
  SearchLink without(std::string_view name, std::string_view value) const;
  SearchLink without(std::string_view name) const;
  SearchLink only(std::span<const std::string_view> names) const;

  /// path?…, or path alone.
  std::string to(std::string_view path) const;

  const query::Parameters& parameters() const& { return parameters_; }
  query::Parameters parameters() && { return std::move(parameters_); }  // so that a loop over those of a changed link is right

 private:
  query::Parameters parameters_;
};

/// A value of a filter parameter that means just this text: a leading hyphen would exclude, so such a text has none.
bool can_be_wanted(std::string_view value);

}  // namespace backfile::web
