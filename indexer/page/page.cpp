// The parts in order: bytes to a tree, the tree to main text and metadata, both to an article.
#include "indexer/page/page.h"

#include "indexer/markup/html.h"
#include "indexer/text/charset.h"

namespace backfile::page {

Result<article::Article> article_in_page(const Page& page, const Deadline& deadline) {
  const auto tree = markup::parse_html(markup::html_to_utf8(page.bytes, page.charset), deadline);
  if (!tree) return tl::unexpected<Error>(tree.error());
  article::Article article;
  article.url = page.url;
  if (const markup::Node* title = markup::find(tree->root(), "title")) article.title = text::one_line(markup::text_of(*title));
  if (const markup::Node* body = markup::find(tree->root(), "body")) article.body = text::paragraphs(text::clean(markup::text_of(*body)));
  if (article.title.empty() && article.body.empty()) return fail(Code::not_found, "a web page without any text");
  return article;
}

}  // namespace backfile::page
