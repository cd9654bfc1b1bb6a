// From page to page.
#include <algorithm>

#include "server/web/search_parts.h"

namespace backfile::web {
namespace {

constexpr std::uint64_t kAround = 2;  // numbers on either side of this page

}  // namespace

Html pager(const Frame& frame, const Shown& shown) {
  const Texts& texts = frame.texts;
  const std::uint64_t size = shown.request.page_size, pages = (shown.results.total + size - 1) / size, here = shown.request.page;
  if (pages < 2 || here > pages) return {};
  const std::string path = local(frame.site, "/search");
  const auto address = [&](std::uint64_t number) {
    return (number == 1 ? shown.link : shown.link.and_also("page", std::to_string(number))).to(path);
  };
  Html items;
  if (here > 1) items += h("li", {}, h("a", {{"rel", "prev"}, {"href", address(here - 1)}}, texts("previous")));
  const std::uint64_t first = here > kAround + 1 ? here - kAround : 1, last = std::min(pages, here + kAround);
  const auto numbered = [&](std::uint64_t number) {
    return h("li", {},
             h("a",
               {{"href", address(number)},
                {"aria-current", "page", number == here},
                {"aria-label", texts("page", {{"number", texts.number(number)}})}},
               texts.number(number)));
  };
  const Html gap = h("li", {{"aria-hidden", "true"}}, "…");
  if (first > 1) items += numbered(1);
  if (first > 2) items += gap;
  for (std::uint64_t number = first; number <= last; ++number) items += numbered(number);
  if (last + 1 < pages) items += gap;
  if (last < pages) items += numbered(pages);
  if (here < pages) items += h("li", {}, h("a", {{"rel", "next"}, {"href", address(here + 1)}}, texts("next")));
  return h("nav", {{"class", "pager"}, {"aria-label", texts("pages")}}, h("ul", {}, items));
}

}  // namespace backfile::web
