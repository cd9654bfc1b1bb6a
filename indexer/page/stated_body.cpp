// JSON-LD bodies are plain text, or HTML inside a string.
#include "indexer/page/stated_body.h"

#include "indexer/markup/html.h"
#include "indexer/page/blocks.h"
#include "indexer/page/json_ld.h"
#include "indexer/text/charset.h"

namespace backfile::page {
namespace {

std::string without_markup(const std::string& html, const Deadline& deadline) {
  const auto tree = markup::parse_html(html, deadline);
  std::string text;
  if (!tree) return text;
  for (const Block& block : blocks_of(tree->root(), {}, {}, deadline)) {
    if (!text.empty()) text += "\n\n";
    text += block.text;
  }
  return text;
}

/// Lines as they are written are paragraphs: nobody breaks lines within one here.
std::string paragraphs_of(const std::string& text) {
  std::string parted;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text::one_line(std::string_view(text).substr(at, end - at));
    if (!line.empty()) {
      if (!parted.empty()) parted += "\n\n";
      parted += line;
    }
    at = end + 1;
  }
  return parted;
}

}  // namespace

std::string stated_body_of(const markup::Document& document, const Deadline& deadline) {
  const JsonLd data(document);
  const std::string* longest = nullptr;
  for (const nlohmann::json* object : data.objects()) {
    const nlohmann::json& body = member(*object, "articleBody");
    if (const auto* text = body.get_ptr<const std::string*>(); text && (!longest || text->size() > longest->size())) longest = text;
  }
  if (!longest) return {};
  std::string text = text::clean(*longest);
  // Markup, or what is left of it: `&nbsp;`, `&lt;p&gt;`.
  for (int layers = 0; layers < 2 && (text.find("</") != text.npos || text.find("<br") != text.npos || text.find('&') != text.npos);
       ++layers)
    text = without_markup(text, deadline);
  return paragraphs_of(text);
}

}  // namespace backfile::page
