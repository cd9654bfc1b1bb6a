#include "server/web/browse_parts.h"

#include <cmath>

#include "server/web/shell.h"

namespace backfile::web {

std::string browsing_page(const Frame& frame, const std::string& title, const std::string& canonical, std::string_view here,
                          const Html& main) {
  const auto& [site, texts] = frame;
  Html items;
  for (const auto& [name, path] : {std::pair("by_date", "/browse"), std::pair("sections", "/browse/sections"),
                                   std::pair("authors", "/browse/authors"), std::pair("sources", "/browse/sources")})
    items += h("li", {}, h("a", {{"href", local(site, path)}, {"aria-current", "true", here == name}}, texts(name)));
  const BoxContent box;
  return page(
      frame, {.title = title, .canonical = canonical},
      h("div", {{"class", "browsing"}},
        h("nav", {{"class", "ways-to-browse"}, {"aria-label", texts("ways_to_browse")}}, h("ul", {}, items)), h("h1", {}, title), main),
      &box);
}

Html brief(const Frame& frame, const article::Article& article, const Html& about) {
  const std::string title = article.title.empty() ? frame.texts("no_title") : article.title;
  return h("li", {}, foreign("span", "title", article.language, h("a", {{"href", article_path(frame.site, article.id)}}, title)), " ",
           h("span", {{"class", "count"}}, about));
}

Html place_of(const Frame& frame, const article::Article& article, bool with_source, bool with_section) {
  Html parts;
  const auto add = [&](const Html& part) {
    if (!parts.empty()) parts += " · ";
    parts += part;
  };
  if (with_source && !article.source.empty()) add(h("bdi", {}, article.source));
  if (with_section && !article.section.empty()) add(h("bdi", {}, article.section));
  if (!article.page.empty()) add(frame.texts("on_page", {{"page", isolated(article.page)}}));
  return parts;
}

Html before_and_after(const Frame& frame, const Way& before, const Way& after) {
  if (before.address.empty() && after.address.empty()) return {};
  const auto item = [](const Way& way, const char* rel) {
    return way.address.empty() ? Html() : h("li", {{"class", rel}}, h("a", {{"href", way.address}, {"rel", rel}}, way.text));
  };
  return h("nav", {{"class", "before-after"}, {"aria-label", frame.texts("days_nav")}},
           h("ul", {}, item(before, "prev"), item(after, "next")));
}

Html page_ways(const Frame& frame, const std::string& path, std::uint32_t page, bool more) {
  const std::string with = path + (path.find('?') == std::string::npos ? "?" : "&") + "page=";
  Html items;
  if (page > 1)
    items += h("li", {}, h("a", {{"href", page == 2 ? path : with + std::to_string(page - 1)}, {"rel", "prev"}}, frame.texts("previous")));
  if (more) items += h("li", {}, h("a", {{"href", with + std::to_string(page + 1)}, {"rel", "next"}}, frame.texts("next")));
  return items.empty() ? Html() : h("nav", {{"class", "pager"}, {"aria-label", frame.texts("pages")}}, h("ul", {}, items));
}

std::string shade(std::uint64_t count, std::uint64_t most) {
  // By the logarithm: one busy day must not make all others look empty.
  const double share = most < 2 ? 1 : std::log(static_cast<double>(count)) / std::log(static_cast<double>(most));
  return "n" + std::to_string(1 + static_cast<int>(std::min(3.0, share * 3.999)));
}

std::string articles_text(const Texts& texts, std::uint64_t count) {
  return texts("articles", {{"count", static_cast<std::int64_t>(count)}});
}

}  // namespace backfile::web
