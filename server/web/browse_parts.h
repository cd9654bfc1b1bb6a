// What pages for browsing share.
#pragma once
#include "server/web/browse_pages.h"

namespace backfile::web {

/// The document. here: the way of browsing it belongs to ("by_date", "sections", …).
std::string browsing_page(const Frame& frame, const std::string& title, const std::string& canonical, std::string_view here,
                          const Html& main);

/// An item of a list: the title as a link, and `about` in a few words.
Html brief(const Frame& frame, const article::Article& article, const Html& about);

/// Source, section and page; what is in the headings above is left out.
Html place_of(const Frame& frame, const article::Article& article, bool with_source, bool with_section);

/// Links to what comes before and after, each an address and a text; an empty address is none.
struct Way {
  std::string address, text;
};
Html before_and_after(const Frame& frame, const Way& before, const Way& after);

/// Previous and next page at `path`, which has a query or takes one.
Html page_ways(const Frame& frame, const std::string& path, std::uint32_t page, bool more);

/// How dark a count is among others of at most `most`: "n1" to "n4".
std::string shade(std::uint64_t count, std::uint64_t most);

std::string articles_text(const Texts& texts, std::uint64_t count);

}  // namespace backfile::web
