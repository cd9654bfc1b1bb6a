// The parameters of a search, checked: what the user asked, before any archive is looked at.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/article/date.h"
#include "indexer/errors/error.h"
#include "indexer/schema/fields.h"
#include "server/query/ast.h"

namespace backfile::query {

enum class Sort { relevance, newest, oldest, indexed };  // indexed: newest first by the time of indexing, for feeds
enum class Match { automatic, all, any };

/// Values of one filter parameter: any of `wanted` (none: no restriction), none of `unwanted` (those written with a leading '-').
struct Filter {
  std::vector<std::string> wanted, unwanted;
  bool empty() const { return wanted.empty() && unwanted.empty(); }
};

/// Where a walk by date goes on (query/cursor.h).
struct Cursor {
  Sort order = Sort::newest;  // or oldest
  std::string after;          // what the last article has in the slot of the order; empty: from the beginning
};

struct SearchRequest {
  std::string q;                            // trimmed
  article::Date from, to;                   // Precision::none: open; inclusive, at their precision
  std::map<schema::Field, Filter> filters;  // section, author, source, language (and tag)
  std::optional<Sort> sort;                 // absent: relevance, or newest where q is empty
  Match match = Match::automatic;
  std::uint32_t page = 1, page_size = 10;
  std::optional<Cursor> cursor;                 // instead of a page: by date, and never a fallback to any of the words
  std::optional<std::pair<int, int>> on;        // month and day: published on that day of any year
  bool in_title = false;                        // words and phrases are looked for in titles only
  std::uint32_t snippets = 1;                   // fragments a result, at most
  std::optional<std::uint32_t> snippet_length;  // characters, about; absent: the server's setting
  std::optional<double> recency;                // points that the newest articles gain (search/recency.h); absent: the server's setting
  bool explain = false;
  bool corrections = true;                                      // whether to look for what the text may have meant
  std::optional<bool> as_text;                                  // format=text, or json; absent: as the client accepts
  bool synonyms = true;                                         // the operator's, where there are any
  std::vector<std::string> facets;                              // names (query/facets.h)
  std::uint32_t facet_size = 10;                                // values a facet, at most
  std::vector<std::string> fields;                              // result fields to return; empty: all
  ParseLimits limits;                                           // of its text
  std::vector<std::pair<std::string, std::string>> parameters;  // as given, for `next`
};

using Parameters = std::vector<std::pair<std::string, std::string>>;  // decoded, in order, repeated ones kept

struct RequestLimits {
  std::size_t max_query_bytes = 2048;
  ParseLimits text{};  // text.for_more goes behind the refusal of too many bytes as well
  std::uint32_t max_page_size = 100;
  std::uint32_t max_page = 1'000'000;
  std::size_t max_filter_values = 100;  // of all filters together
  std::uint32_t max_facet_size = 1'000;
  double max_recency = 10;
  std::uint32_t max_snippets = 10, min_snippet_length = 40, max_snippet_length = 2'000;
};

/// The names that `fields` may hold: what one result has in the answer's JSON.
std::span<const std::string_view> result_fields();

/// What to say of a parameter that is none of `known` (not empty).
Error unknown_parameter(const std::string& name, std::span<const std::string_view> known);

/// The names between commas, each once and one of `known`. what: what such a name is ("a facet"), for the error.
Result<std::vector<std::string>> names_of(std::string_view text, std::span<const std::string_view> known, std::string_view what,
                                          std::string_view param);

/// Code::invalid or Code::refused with `param` set; an unknown parameter names the nearest known one. `page-size` and `pageSize` mean
/// `page_size`. An empty value is none, as forms send it. Only section, author, source, tag, lang, fields and facets may be repeated; the
/// last two may also hold several names between commas. All texts come out as valid UTF-8 without control characters; languages come out
/// canonical
/// (`fra` as `fr`).
Result<SearchRequest> parse_request(const Parameters& parameters, const RequestLimits& limits);

}  // namespace backfile::query
