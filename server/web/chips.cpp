// What narrows a search, as chips that can be taken off.
#include "server/web/search_parts.h"

namespace backfile::web {
namespace {

constexpr std::string_view kFilters[] = {"section", "author", "source", "tag", "lang"};

Html chip(const Frame& frame, const Html& text, const std::string& said, const SearchLink& without) {
  return h("li", {},
           h("a",
             {{"class", "chip"},
              {"href", without.to(local(frame.site, "/search"))},
              {"rel", "nofollow"},
              {"aria-label", frame.texts("take_out", {{"value", said}})}},
             text, h("span", {{"class", "cross"}, {"aria-hidden", "true"}}, "×")));
}

/// "1912 to 1913", "from 1912", "until 1913"
std::string dates(const Texts& texts, const query::SearchRequest& request) {
  if (!request.to) return texts("chip_from", {{"from", texts.date(request.from)}});
  if (!request.from) return texts("chip_to", {{"to", texts.date(request.to)}});
  if (request.from == request.to) return texts.date(request.from);
  return texts("chip_range", {{"from", texts.date(request.from)}, {"to", texts.date(request.to)}});
}

}  // namespace

Html chips(const Frame& frame, const query::SearchRequest& request, const SearchLink& link) {
  const Texts& texts = frame.texts;
  Html all;
  const auto add = [&](const std::string& text, const SearchLink& without) { all += chip(frame, h("bdi", {}, text), text, without); };
  if (request.from || request.to) add(dates(texts, request), link.without("from").without("to"));
  if (request.on) add(texts("chip_on", {{"day", texts.month_and_day(request.on->first, request.on->second)}}), link.without("on"));
  if (request.in_title) add(texts("chip_title"), link.without("in"));
  for (const auto& [name, value] : link.parameters()) {
    if (std::find(std::begin(kFilters), std::end(kFilters), name) == std::end(kFilters)) continue;
    const bool excluded = value.front() == '-';
    const std::string shown = facet_value(texts, name, excluded ? value.substr(1) : value);
    const std::string said = facet_title(texts, name) + ": " + shown;
    add(excluded ? texts("chip_without", {{"value", said}}) : said, link.without(name, value));
  }
  if (request.match != query::Match::automatic)
    add(texts(request.match == query::Match::any ? "chip_any" : "chip_all"), link.without("match"));
  return all.empty() ? Html() : h("ul", {{"class", "chips"}, {"aria-label", texts("narrowed_by")}}, all);
}

}  // namespace backfile::web
