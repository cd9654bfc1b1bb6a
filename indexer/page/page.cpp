// The parts in order: bytes to a tree, the tree to main text and metadata, both to an article.
#include "indexer/page/page.h"

#include <string>

#include "indexer/markup/html.h"
#include "indexer/page/main_text.h"
#include "indexer/page/metadata.h"
#include "indexer/page/stated_body.h"

namespace backfile::page {

Result<article::Article> article_in_page(const Page& page, const Deadline& deadline) {
  const auto tree = markup::parse_html(markup::html_to_utf8(page.bytes, page.charset), deadline);
  if (!tree) return tl::unexpected<Error>(tree.error());
  article::Article article = metadata_of(*tree, page);
  article.body = main_text_of(*tree, {article.title, article.url, article.authors, article.language}, deadline);
  // Behind a paywall or a script, JSON-LD may hold the text that the markup lacks.
  if (std::string stated = stated_body_of(*tree, deadline); stated.size() * 3 > article.body.size() * 4) article.body = std::move(stated);
  if (deadline.passed())
    return fail(Code::refused,
                "takes longer than the " + std::to_string(static_cast<int>(deadline.seconds())) + " seconds a record may take");
  if (article.body.empty()) return fail(Code::not_found, "a web page that holds no article: no running text of its own");
  return article;
}

}  // namespace backfile::page
