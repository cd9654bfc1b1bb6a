// Facets and dates beside the results.
#include <algorithm>

#include "server/web/search_parts.h"

namespace backfile::web {
namespace {

constexpr std::uint32_t kMore = 50;  // values of a facet once more of them are asked for

Html value_link(const Frame& frame, const Shown& shown, const std::string& facet, const search::FacetValue& value) {
  const Texts& texts = frame.texts;
  const std::string name = facet_value(texts, facet, value.value);
  const SearchLink link = value.selected ? shown.link.without(facet, value.value) : shown.link.and_also(facet, value.value);
  const Html text = h("bdi", {}, name);
  const Html count = h("span", {{"class", "count"}}, texts.number(value.count));
  if (!can_be_wanted(value.value)) return h("li", {}, h("span", {}, text, " ", count));
  return h("li", {},
           h("a",
             {{"href", link.to(local(frame.site, "/search"))},
              {"rel", "nofollow"},
              {"class", "selected", value.selected},
              {"title", texts("take_out", {{"value", name}}), value.selected},
              {"aria-current", "true", value.selected}},
             text, " ", count));
}

Html facet_group(const Frame& frame, const Shown& shown, const search::Facet& facet) {
  const Texts& texts = frame.texts;
  const bool selected = std::any_of(facet.values.begin(), facet.values.end(), [](const auto& value) { return value.selected; });
  // One value that all articles share narrows nothing.
  if (facet.values.empty() || (facet.values.size() == 1 && !selected && facet.values.front().count == shown.results.total)) return {};
  Html values;
  for (const auto& value : facet.values) values += value_link(frame, shown, facet.name, value);
  Html more;
  if (facet.values.size() >= shown.request.facet_size && shown.request.facet_size < kMore)
    more = h("p", {},
             h("a",
               {{"class", "more"},
                {"rel", "nofollow"},
                {"href", shown.link.with("facet_size", std::to_string(kMore)).to(local(frame.site, "/search"))}},
               texts("more"), h("span", {{"class", "unseen"}}, ": ", facet_title(texts, facet.name))));
  return h("details", {{"class", "facet"}, {"open", ""}}, h("summary", {}, h("h3", {}, facet_title(texts, facet.name))),
           h("ul", {}, values), more);
}

Html date_form(const Frame& frame, const Shown& shown) {
  const auto& [site, texts] = frame;
  Html kept;
  for (const auto& [name, value] : shown.link.without("from").without("to").parameters())
    kept += h("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  const auto field = [&](const char* name, const article::Date& date) {
    const std::string id = std::string("date-") + name;
    return h("div", {}, h("label", {{"for", id}}, texts(name)),
             h("input", {{"id", id},
                         {"name", name},
                         {"value", article::to_iso(date)},
                         {"size", "10"},
                         {"inputmode", "numeric"},
                         {"placeholder", "1912-04-16"},
                         {"autocomplete", "off"}}));
  };
  return h("form", {{"class", "dates"}, {"action", local(site, "/search")}, {"method", "get"}}, h("h3", {}, texts("dates")), kept,
           h("div", {{"class", "pair"}}, field("from", shown.request.from), field("to", shown.request.to)),
           h("button", {{"type", "submit"}}, texts("apply")));
}

}  // namespace

std::string facet_title(const Texts& texts, std::string_view name) { return texts("facet_" + std::string(name)); }

std::string facet_value(const Texts& texts, std::string_view name, const std::string& value) {
  return name == "lang" ? texts.language_name(value) : value;
}

Html facet_panel(const Frame& frame, const Shown& shown) {
  Html groups;
  for (const auto& facet : shown.results.facets) groups += facet_group(frame, shown, facet);
  return h("aside", {{"class", "facets"}, {"id", "narrow"}, {"aria-label", frame.texts("narrow")}}, h("h2", {}, frame.texts("narrow")),
           date_form(frame, shown), groups);
}

}  // namespace backfile::web
