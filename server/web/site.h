// What every page needs to know of the server it is on and of the reader it is for.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/web/html.h"
#include "server/web/texts.h"

namespace backfile::web {

struct Site {
  std::string name;        // of the archive
  std::string logo;        // address of its picture; empty: none
  std::string accent;      // #rrggbb
  std::string root;        // what stands before every path of this server: "" or "/archive"
  std::string address;     // the same with scheme and host, for what leaves the site
  bool listed = true;      // search engines may list its pages
  bool signed_in = false;  // the reader brought a key in a cookie
};

/// One page's surroundings; both outlive it.
struct Frame {
  const Site& site;
  const Texts& texts;
};

/// `path` (encoded) of this server, for a link on a page.
inline std::string local(const Site& site, std::string_view path) { return site.root + std::string(path); }

/// The page of an article; q: what to highlight there, may be empty.
std::string article_path(const Site& site, std::string_view id, std::string_view q = {});

}  // namespace backfile::web
