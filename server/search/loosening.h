// Why a search found nothing, and what would find something: each part of it alone, all of it without what narrows it, any of its words.
#pragma once
#include <optional>

#include "server/search/engine.h"

namespace backfile::search {

struct Loosening {
  struct Part {
    std::string q;  // canonical text
    std::uint64_t total;
  };
  std::vector<Part> parts;                       // of a query that has several, at most 8; under the request's filters
  std::optional<std::uint64_t> without_filters;  // articles that all of it finds without filters and dates; where there are any
  std::uint64_t any = 0;                         // articles that any of its words finds
};

/// A few quick searches. Errors as Engine::search().
Result<Loosening> loosen(Engine& engine, const query::SearchRequest& request);

}  // namespace backfile::search
