// The frame of every page: head, header with the search box, footer.
#pragma once
#include <string>

#include "server/web/search_link.h"
#include "server/web/site.h"

namespace backfile::web {

struct PageHead {
  std::string title;        // of the page, without the archive's name
  std::string canonical{};  // path and query of the page's one address, behind the site's root; empty: none
  bool listed = true;       // by search engines, where the site allows it
  Html more{};              // further elements of <head>
};

/// What the search box of the header holds: the query and, hidden, what narrows it.
struct BoxContent {
  std::string q{};
  query::Parameters kept{};
};

/// The whole document. main: what stands in <main>. box: absent where the page has a large box of its own.
std::string page(const Frame& frame, const PageHead& head, const Html& main, const BoxContent* box);

/// A search form. id: of its input, which scripts and labels know it by.
Html search_form(const Frame& frame, const BoxContent& content, const std::string& id);

/// Text of the archive, in whatever language it is: with its language and its own direction of writing.
Html foreign(std::string_view name, std::string_view css, std::string_view language, const Html& text);

/// The same within a sentence: Unicode's isolates are around it, as <bdi> would be.
std::string isolated(std::string_view text);

}  // namespace backfile::web
