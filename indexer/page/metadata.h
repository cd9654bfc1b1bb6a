// What a web page says about its article: everything but the text.
#pragma once
#include "indexer/article/article.h"
#include "indexer/markup/tree.h"
#include "indexer/page/page.h"

namespace backfile::page {

/// Title, subtitle, summary, authors, dates, section, tags, language, source and URL, each from the most trustworthy place of the page that
/// gives it: JSON-LD of the page's own article, meta tags, microdata and microformats, then what is printed near the headline, then the
/// URL. `published` is the first publication. `source` is the publication's name, else the host. The body stays empty, and `id`.
/// Of `page`, only url and language are looked at. Never fails; linear in the tree.
article::Article metadata_of(const markup::Document& tree, const Page& page);

}  // namespace backfile::page
