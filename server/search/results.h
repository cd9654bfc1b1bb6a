// What a search gives, before it is rendered.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/article/article.h"
#include "server/query/request.h"
#include "server/search/stages.h"

namespace backfile::search {

/// html: escaped text with <mark>…</mark>; text: the same without; marks: [begin, end) in Unicode code points of text.
struct Highlighted {
  std::string html, text;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;
};

struct MarkedArticle {
  article::Article article;
  Highlighted title, body;
};

/// Why an article was found and stands where it does, in plain language.
struct Explanation {
  /// What one word or phrase, or something else about the article, adds to the score: one of `words` and `reason` is empty.
  struct Part {
    std::string words, reason;
    double score;
  };
  std::vector<std::string> matches;  // `"coals" as a form of "coal", twice in the text`
  std::vector<Part> parts;
};

struct Hit {
  article::Article article;  // without its body
  double score = 0;
  std::int64_t indexed = 0;  // with Sort::indexed: when it was last added or replaced, in seconds since year 1
  std::string title_html;
  std::vector<Highlighted> snippets;
  Explanation explanation;  // empty unless asked for
};

/// Another query, in canonical text, that finds more.
struct DidYouMean {
  std::string q;
  std::uint64_t total;
};

struct FacetValue {
  std::string value;  // as most articles have it; a filter for it finds `count` articles
  std::uint64_t count;
  bool selected;
};
struct Facet {
  std::string name;
  std::vector<FacetValue> values;
};

struct SearchResults {
  std::string parsed;                      // canonical text
  query::Match match = query::Match::all;  // what was used
  std::vector<std::string> warnings;
  std::optional<DidYouMean> did_you_mean;  // where little was found, and another query finds more
  std::uint64_t total = 0;                 // exact
  std::string next_cursor;                 // where a cursor was given and there is more
  std::vector<Hit> hits;
  std::vector<Facet> facets;  // those asked for, in that order
  std::string index_id;
  std::uint64_t revision = 0;
  double took_ms = 0;
  StageSeconds stages{};  // what these are of, about: without waiting for an engine, JSON and HTTP
};

}  // namespace backfile::search
