#include "server/web/search_page.h"

#include <cmath>

#include "server/web/shell.h"
#include "server/web/timeline_picture.h"

namespace backfile::web {
namespace {

constexpr std::string_view kFeedParameters[] = {"q",      "in",     "from", "to",   "on",    "section",
                                                "author", "source", "tag",  "lang", "match", "synonyms"};
constexpr std::string_view kNotKept[] = {"q", "sort", "facet_size"};  // by the search box

/// What is said in English alone, by the query language and the engine.
Html in_english(const std::string& sentence) { return h("span", {{"lang", "en"}, {"dir", "ltr"}}, sentence); }

query::Parameters kept(const SearchLink& link) {
  SearchLink rest = link;
  for (const auto name : kNotKept) rest = rest.without(name);
  return rest.parameters();
}

Html headline(const Frame& frame, const Shown& shown) {
  const Texts& texts = frame.texts;
  const auto& results = shown.results;
  const auto milliseconds = static_cast<std::int64_t>(std::ceil(results.took_ms));
  return h("div", {{"class", "found"}, {"role", "status"}},
           h("h1", {}, texts("results", {{"count", static_cast<std::int64_t>(results.total)}})), " ",
           h("span", {{"class", "took"}}, texts("took", {{"ms", milliseconds}})));
}

Html advice(const Frame& frame, const Shown& shown) {
  const Texts& texts = frame.texts;
  Html all;
  if (const auto& meant = shown.results.did_you_mean) {
    const std::string address = shown.link.with("q", meant->q).to(local(frame.site, "/search"));
    all += h("p", {{"class", "meant"}}, texts("did_you_mean"), " ", h("a", {{"href", address}}, h("bdi", {}, meant->q)), " ",
             h("span", {{"class", "count"}}, "(", texts("articles", {{"count", static_cast<std::int64_t>(meant->total)}}), ")"));
  }
  for (const auto& warning : shown.results.warnings) all += h("p", {{"class", "warning"}}, in_english(warning));
  return all;
}

Html orders(const Frame& frame, const Shown& shown) {
  const Texts& texts = frame.texts;
  const auto usual = shown.request.q.empty() ? query::Sort::newest : query::Sort::relevance;
  const auto used = shown.request.sort.value_or(usual);
  Html items;
  const auto add = [&](query::Sort sort, const char* name) {
    if (sort == query::Sort::relevance && shown.request.q.empty()) return;
    const SearchLink link = sort == usual ? shown.link.without("sort") : shown.link.with("sort", name);
    items += h("li", {},
               h("a", {{"href", link.to(local(frame.site, "/search"))}, {"rel", "nofollow"}, {"aria-current", "true", sort == used}},
                 texts(std::string("sort_") + name)));
  };
  add(query::Sort::relevance, "relevance");
  add(query::Sort::newest, "newest");
  add(query::Sort::oldest, "oldest");
  return h("nav", {{"class", "orders"}, {"aria-label", texts("order")}}, h("ul", {}, items));
}

std::string csv_address(const Frame& frame, const Shown& shown) {
  const SearchLink link = shown.link.only(kFeedParameters);
  return (shown.request.sort == query::Sort::oldest ? link.with("sort", "oldest") : link).to(local(frame.site, "/search.csv"));
}

Html other_forms(const Frame& frame, const Shown& shown) {
  const Site& site = frame.site;
  const SearchLink feed = shown.link.only(kFeedParameters);
  const auto item = [](const std::string& address, const char* name) {
    return h("li", {}, h("a", {{"href", address}, {"rel", "nofollow"}}, name));
  };
  return h("nav", {{"class", "forms"}, {"aria-label", frame.texts("other_forms")}},
           h("ul", {}, item(feed.to(local(site, "/search.atom")), "Atom"), item(feed.to(local(site, "/search.rss")), "RSS"),
             item(csv_address(frame, shown), "CSV"), item(shown.link.to(local(site, "/v1/search")), "JSON")));
}

Html missing(const Frame& frame, const Shown& shown, const Around& around) {
  const Texts& texts = frame.texts;
  const std::string path = local(frame.site, "/search");
  Html items;
  const auto count = [&](std::uint64_t total) { return texts("articles", {{"count", static_cast<std::int64_t>(total)}}); };
  if (const auto* loosening = around.loosening) {
    for (const auto& part : loosening->parts) {
      const Html name = h("bdi", {{"class", "word"}}, part.q);
      items +=
          h("li", {}, part.total == 0 ? name : h("a", {{"href", shown.link.with("q", part.q).to(path)}}, name), ": ", count(part.total));
    }
    if (loosening->any > 0)
      items += h("li", {}, h("a", {{"href", shown.link.with("match", "any").to(path)}}, texts("any_of_them")), ": ", count(loosening->any));
    if (loosening->without_filters.value_or(0) > 0) {
      const SearchLink bare = SearchLink().with("q", shown.request.q);
      items += h("li", {}, h("a", {{"href", bare.to(path)}}, texts("without_filters")), ": ", count(*loosening->without_filters));
    }
  }
  Html help = h("p", {}, texts("nothing_found"));
  if (!items.empty()) help += h("ul", {}, items);
  if (around.timeline && !around.timeline->buckets.empty()) {
    const auto& buckets = around.timeline->buckets;
    help += h("p", {},
              texts("covers", {{"from", texts.bucket(buckets.front().start, around.timeline->interval)},
                               {"to", texts.bucket(buckets.back().start, around.timeline->interval)}}));
  }
  return h("div", {{"class", "nothing"}}, help, h("p", {}, h("a", {{"href", local(frame.site, "/help")}}, texts("help_link"))));
}

PageHead head_of(const Frame& frame, const Shown& shown) {
  PageHead head;
  head.title = shown.request.q.empty() ? frame.texts("search") : shown.request.q;
  head.listed = false;  // pages of results are without end
  head.canonical = shown.link.without("facet_size").to("/search");
  const SearchLink feed = shown.link.only(kFeedParameters);
  head.more = h("link", {{"rel", "alternate"},
                         {"type", "application/atom+xml"},
                         {"title", head.title},
                         {"href", feed.to(local(frame.site, "/search.atom"))}});
  return head;
}

}  // namespace

std::string search_page(const Frame& frame, const Shown& shown, const Around& around) {
  const BoxContent box{shown.request.q, kept(shown.link)};
  Html results = headline(frame, shown);
  results += advice(frame, shown);
  results += chips(frame, shown.request, shown.link);
  if (shown.results.hits.empty()) results += missing(frame, shown, around);
  if (around.timeline && shown.results.total > 0)
    results += timeline_picture(frame, *around.timeline, shown.link, local(frame.site, "/search"));
  if (shown.results.total > 0)
    results += h("div", {{"class", "bar-of-ways"}}, orders(frame, shown),
                 h("a", {{"class", "to-facets"}, {"href", "#narrow"}}, frame.texts("narrow")), other_forms(frame, shown));
  results += result_list(frame, shown);
  results += pager(frame, shown);
  const Html main = h("div", {{"class", "searched"}, {"data-live", ""}}, h("div", {{"class", "results"}}, results),
                      shown.results.total > 0 || !shown.request.filters.empty() ? facet_panel(frame, shown) : Html());
  return page(frame, head_of(frame, shown), main, &box);
}

std::string refused_search_page(const Frame& frame, const query::SearchRequest& request, const std::string& detail) {
  const BoxContent box{request.q, {}};
  PageHead head{frame.texts("search")};
  head.listed = false;
  const Html main = h("div", {{"class", "searched"}, {"data-live", ""}},
                      h("div", {{"class", "results"}}, h("h1", {}, frame.texts("not_understood")),
                        h("p", {{"class", "warning"}, {"role", "alert"}}, in_english(detail)),
                        h("p", {}, h("a", {{"href", local(frame.site, "/help")}}, frame.texts("help_link")))));
  return page(frame, head, main, &box);
}

}  // namespace backfile::web
