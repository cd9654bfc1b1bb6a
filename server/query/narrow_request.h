// Requests of endpoints beside the search: a few of a search's parameters, and one or two of their own.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "server/query/request.h"

namespace backfile::query {

/// A parameter that a search does not have.
struct OwnParameter {
  std::string_view name;
  std::optional<std::string> value{};  // clean and not empty
};

/// As parse_request, but only the parameters `taken` and `own` are known. An own one's value is set where it is given.
Result<SearchRequest> parse_narrow_request(const Parameters& parameters, const RequestLimits& limits,
                                           std::span<const std::string_view> taken, std::span<OwnParameter> own);

/// Its value as a whole number from 1 to `most`.
Result<std::optional<std::uint32_t>> whole_number(const OwnParameter& own, std::uint32_t most);

/// GET /v1/articles/{id}/related
struct RelatedRequest {
  SearchRequest search;               // filters, dates, page and fields
  std::optional<std::uint32_t> days;  // published at most so many days before or after the article itself
};
Result<RelatedRequest> parse_related_request(const Parameters& parameters, const RequestLimits& limits);

/// GET /v1/suggest
struct SuggestRequest {
  SearchRequest filters;     // with q: what was typed so far, which may be empty
  std::uint32_t limit = 10;  // completions and headlines, each
};
Result<SuggestRequest> parse_suggest_request(const Parameters& parameters, const RequestLimits& limits);

/// GET /v1/articles/{id}: q, in and synonyms, to mark what matches.
Result<SearchRequest> parse_article_request(const Parameters& parameters, const RequestLimits& limits);

/// GET /v1/timeline
enum class Interval { automatic, day, week, month, year, decade };
std::string_view name(Interval interval);
struct TimelineRequest {
  SearchRequest search;  // q, filters, dates and match
  Interval interval = Interval::automatic;
};
Result<TimelineRequest> parse_timeline_request(const Parameters& parameters, const RequestLimits& limits);

/// GET /v1/export and /search.csv
enum class RowFormat { ndjson, csv, ids };
struct ExportRequest {
  SearchRequest search;  // q, filters, dates, match and sort (newest where absent, or oldest)
  RowFormat format = RowFormat::ndjson;
  std::vector<std::string> fields;  // of native JSON, in the order given; empty: the format's usual ones
};
/// csv: the format is CSV and no parameter.
Result<ExportRequest> parse_export_request(const Parameters& parameters, const RequestLimits& limits, bool csv);

/// GET /search.atom and /search.rss: the newest matches, by the time of their indexing; q, filters, dates, match, page_size (else 50).
Result<SearchRequest> parse_feed_request(const Parameters& parameters, const RequestLimits& limits);

/// GET /search, the page: a search's parameters that a page has a use for. Others are passed over: links from elsewhere bring words of
/// their own, which must not stand between a person and the page. The request's parameters are those taken.
Result<SearchRequest> parse_page_request(const Parameters& parameters, const RequestLimits& limits);

}  // namespace backfile::query
