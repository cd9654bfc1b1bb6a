// Any bytes are HTML: a tree, a text and an article or an error, all within bounds.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/markup/fragment.h"
#include "indexer/markup/html.h"
#include "indexer/page/page.h"
#include "indexer/text/charset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace backfile;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Deadline deadline(600);
  const std::string utf8 = markup::html_to_utf8(bytes, {});
  if (!text::is_utf8(utf8)) std::abort();
  if (const auto tree = markup::parse_html(utf8, deadline)) {
    std::size_t nodes = 1;
    for (const auto* node = markup::next_within(tree->root(), tree->root()); node; node = markup::next_within(*node, tree->root())) ++nodes;
    if (nodes != tree->nodes() || !text::is_utf8(markup::text_of(tree->root()))) std::abort();
  }
  if (!text::is_utf8(markup::html_to_text(utf8)) || !text::is_utf8(markup::html_to_text(utf8, true))) std::abort();
  (void)page::article_in_page({bytes, {}, "https://example.org/2024/03/31/a-page", {}}, deadline);
  return 0;
}
