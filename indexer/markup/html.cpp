// libxml2's HTML parser through its events, fed in small pieces so that a deadline can end it.
#include "indexer/markup/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "indexer/markup/html_charset.h"
#include "indexer/markup/tag_guard.h"
#include "indexer/markup/tree_builder.h"
#include "indexer/text/charset.h"

namespace backfile::markup {
namespace {

std::string_view view(const xmlChar* text) { return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view(); }

/// A prefix says nothing in HTML, but pages write <o:p> and <fb:like>: the whole name is kept for elements.
struct Parsing {
  TreeBuilder builder;
  const Deadline& deadline;
  std::string_view left;  // what the parser has not asked for yet
  std::string refusal{};
  std::vector<Attribute> attributes{};
  unsigned since_asked = 0;

  void stop(std::string why) {
    if (refusal.empty()) refusal = std::move(why);
    left = {};  // the parser sees the end of the page soon; xmlStopParser() here would free what it is reading
  }
  /// Unmatched end tags make no event, but cost a walk over the open elements: hence the check at every piece as well.
  bool late() {
    if (!deadline.passed()) return false;
    stop("the page takes longer to read than the " + std::to_string(static_cast<int>(deadline.seconds())) +
         " seconds that a record may take");
    return true;
  }
};

void on_open(void* user, const xmlChar* name, const xmlChar** attributes) {
  Parsing& parsing = *static_cast<Parsing*>(user);
  if (!parsing.refusal.empty()) return;
  if (parsing.builder.nodes() >= kMaxHtmlNodes)
    return parsing.stop("the page has more than " + std::to_string(kMaxHtmlNodes) + " elements and texts");
  if (parsing.builder.depth() >= kMaxHtmlDepth)
    return parsing.stop("the page's elements are nested more than " + std::to_string(kMaxHtmlDepth) + " deep");
  if (++parsing.since_asked % 1024 == 0 && parsing.late()) return;
  parsing.attributes.clear();
  for (; attributes && *attributes; attributes += 2) parsing.attributes.push_back({view(attributes[0]), {}, view(attributes[1])});
  parsing.builder.open(view(name), {}, parsing.attributes);
}

void on_close(void* user, const xmlChar*) {
  Parsing& parsing = *static_cast<Parsing*>(user);
  if (parsing.refusal.empty()) parsing.builder.close();
}

void on_text(void* user, const xmlChar* text, int length) {
  Parsing& parsing = *static_cast<Parsing*>(user);
  if (parsing.refusal.empty()) parsing.builder.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

int give(void* user, char* buffer, int size) {
  Parsing& parsing = *static_cast<Parsing*>(user);
  if (parsing.left.empty() || parsing.late()) return 0;
  const std::size_t given = std::min(parsing.left.size(), static_cast<std::size_t>(size));
  std::memcpy(buffer, parsing.left.data(), given);
  parsing.left.remove_prefix(given);
  return static_cast<int>(given);
}

struct FreeContext {
  void operator()(htmlParserCtxtPtr context) const { htmlFreeParserCtxt(context); }
};

void set_events(htmlParserCtxt& context, void* user) {
  xmlSAXHandler& events = *context.sax;
  std::memset(&events, 0, sizeof events);
  events.startElement = on_open;
  events.endElement = on_close;
  events.characters = on_text;
  events.ignorableWhitespace = on_text;
  events.cdataBlock = on_text;  // scripts and styles
  context.userData = user;
}

void run(Parsing& parsing) {
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(htmlNewParserCtxt());
  if (!context) return parsing.stop("out of memory");
  set_events(*context, &parsing);
  // The parser would free the buffer's user through the close callback; there is nothing to free.
  xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateIO(give, nullptr, &parsing, XML_CHAR_ENCODING_NONE);
  xmlParserInputPtr input = buffer ? xmlNewIOInputStream(context.get(), buffer, XML_CHAR_ENCODING_NONE) : nullptr;
  if (!input) return parsing.stop("out of memory");
  inputPush(context.get(), input);
  htmlCtxtUseOptions(context.get(),
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  context->charset = XML_CHAR_ENCODING_UTF8;  // the text is UTF-8 already: nothing to detect or convert
  htmlParseDocument(context.get());
}

}  // namespace

Result<Document> parse_html(std::string_view utf8, const Deadline& deadline) {
  bool changed = false;
  const std::string guarded = without_attribute_floods(utf8, changed);
  Document document;
  Parsing parsing{TreeBuilder(document), deadline, changed ? std::string_view(guarded) : utf8};
  run(parsing);
  while (parsing.builder.depth() > 0) parsing.builder.close();
  parsing.builder.close();  // ends a last run of text
  if (!parsing.refusal.empty()) return fail(Code::refused, std::move(parsing.refusal));
  return document;
}

std::string html_to_utf8(std::string_view bytes, std::string_view http_charset) {
  const std::string declared = http_charset.empty() ? charset_in_html(bytes) : std::string(http_charset);
  return text::to_utf8(bytes, declared).text;
}

}  // namespace backfile::markup
