// Decoding, repair and libxml2's push parser in a row.
#include "indexer/markup/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "indexer/markup/html_charset.h"
#include "indexer/markup/xml_events.h"
#include "indexer/markup/xml_repair.h"
#include "indexer/text/charset.h"
#include "indexer/text/stream_decoder.h"

namespace backfile::markup {
namespace {

constexpr std::size_t kPieceBytes = 32 * 1024;  // what libxml2 gets at once: the deadline is looked at between pieces
constexpr std::size_t kMaxProblems = 8;

std::string_view view(const xmlChar* text) { return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view(); }

/// What the parser's callbacks need.
struct Parsing {
  XmlEvents& events;
  std::vector<std::string>& problems;
  std::vector<Attribute> attributes{};
  std::string last_error{};
};

Parsing& parsing_of(void* user) { return *static_cast<Parsing*>(user); }

struct RawAttribute {  // the five pointers that libxml2 gives for one
  const xmlChar *name, *prefix, *space, *begin, *end;
};

/// A prefix that nothing declares stands for its namespace, so that `media:title` is no `title`.
void on_open(void* user, const xmlChar* name, const xmlChar* prefix, const xmlChar* space, int, const xmlChar**, int count, int,
             const xmlChar** raw) {
  Parsing& parsing = parsing_of(user);
  parsing.attributes.clear();
  for (int i = 0; i < count; ++i) {
    RawAttribute one{};
    std::memcpy(&one, raw + static_cast<std::ptrdiff_t>(i) * 5, sizeof one);
    parsing.attributes.push_back(
        {view(one.name), view(one.space), {reinterpret_cast<const char*>(one.begin), static_cast<std::size_t>(one.end - one.begin)}});
  }
  parsing.events.open(view(name), space ? view(space) : view(prefix), parsing.attributes);
}

void on_close(void* user, const xmlChar*, const xmlChar*, const xmlChar*) { parsing_of(user).events.close(); }

void on_text(void* user, const xmlChar* text, int length) {
  parsing_of(user).events.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

void on_error(void* user, xmlErrorPtr error) {
  Parsing& parsing = parsing_of(user);
  if (!error || !error->message || error->level < XML_ERR_ERROR) return;
  const std::string message = text::one_line(text::clean(error->message));  // libxml2 cuts what it quotes, also within a character
  parsing.last_error = "line " + std::to_string(error->line) + ": " + message;
  // A prefix without its declaration changes nothing for us, who go by local names.
  if (error->domain != XML_FROM_NAMESPACE && parsing.problems.size() < kMaxProblems) parsing.problems.push_back(parsing.last_error);
}

struct FreeContext {
  void operator()(xmlParserCtxtPtr context) const {
    if (context->myDoc) xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
  }
};

class Reading {
 public:
  Reading(XmlOutcome& outcome, const XmlLimits& limits, const XmlCallbacks& callbacks)
      : outcome_(outcome), events_(outcome.tree, limits, callbacks), parsing_{events_, outcome.problems} {
    xmlSAXHandler handlers{};
    handlers.initialized = XML_SAX2_MAGIC;
    handlers.startElementNs = on_open;
    handlers.endElementNs = on_close;
    handlers.characters = on_text;
    handlers.ignorableWhitespace = on_text;
    handlers.cdataBlock = on_text;
    handlers.serror = on_error;
    context_.reset(xmlCreatePushParserCtxt(&handlers, &parsing_, nullptr, 0, nullptr));
    if (!context_) return;
    // NOENT: without it libxml2 leaves "&#38;" in attributes. There is nothing else to expand, as no document type gets here.
    xmlCtxtUseOptions(context_.get(), XML_PARSE_RECOVER | XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
  }

  /// decoded: UTF-8. False: stop.
  bool feed(std::string_view decoded, bool last) {
    if (!context_) return false;
    repaired_.clear();
    const bool sound = repair_.feed(decoded, last, repaired_);
    for (std::string_view rest = repaired_; !rest.empty();) {
      const std::string_view piece = rest.substr(0, kPieceBytes);
      rest.remove_prefix(piece.size());
      if (!events_.more(piece.size())) return false;
      begun_ = begun_ || piece.find('<') != piece.npos;
      xmlParseChunk(context_.get(), piece.data(), static_cast<int>(piece.size()), 0);
      if (events_.stopped() || context_->instate == XML_PARSER_EOF) return false;
    }
    return sound;
  }

  void end() {
    if (context_ && context_->instate != XML_PARSER_EOF && !events_.stopped()) xmlParseChunk(context_.get(), "", 0, 1);
    events_.end();
    outcome_.problems.insert(outcome_.problems.begin(), repair_.repairs().begin(), repair_.repairs().end());
    if (!outcome_.broken.empty()) return;
    if (!context_)
      outcome_.broken = "out of memory";
    else if (!events_.broken().empty())
      outcome_.broken = events_.broken();
    else if (!repair_.error().empty()) {
      outcome_.broken = repair_.error();
      outcome_.problems.clear();  // the parser has seen a part only, and complains of that
    } else if (events_.cut_off() && !events_.stopped())
      outcome_.broken = "cut off: " + (parsing_.last_error.empty() ? "elements are still open at the end" : parsing_.last_error);
    else if (!begun_)
      outcome_.broken = "holds no XML";
  }

 private:
  XmlOutcome& outcome_;
  XmlEvents events_;
  Parsing parsing_;
  XmlRepair repair_;
  std::string repaired_;
  bool begun_ = false;
  std::unique_ptr<xmlParserCtxt, FreeContext> context_;
};

}  // namespace

XmlOutcome read_xml(source::ByteStream& bytes, const XmlLimits& limits, const IsXmlRecord& is_record, const OnXmlRecord& on_record,
                    const OnXmlRefusal& on_refusal) {
  XmlOutcome outcome;
  const XmlCallbacks callbacks{is_record, on_record, on_refusal};
  Reading reading(outcome, limits, callbacks);
  std::vector<char> block(2 * kPieceBytes);
  std::unique_ptr<text::StreamDecoder> decoder;
  std::string decoded;
  for (bool go_on = true; go_on;) {
    // The first piece decides on the encoding: wait for all of it.
    std::size_t filled = 0;
    bool last = false;
    while (filled < block.size() && !last) {
      const auto got = bytes.read(block.data() + filled, block.size() - filled);
      if (!got) outcome.broken = got.error().message;
      last = !got || *got == 0;
      filled += got ? *got : 0;
      if (decoder) break;
    }
    const std::string_view piece(block.data(), filled);
    if (!decoder) decoder = std::make_unique<text::StreamDecoder>(piece, charset_in_html(piece));
    decoded.clear();
    decoder->decode(piece, last, decoded);
    go_on = reading.feed(decoded, last) && !last;
  }
  if (decoder && decoder->errors() > 0)
    outcome.problems.push_back("bytes that are not in the encoding " + std::string(decoder->charset()) + ", read as best they can be");
  reading.end();
  return outcome;
}

XmlOutcome parse_xml(std::string_view utf8, const XmlLimits& limits) {
  XmlOutcome outcome;
  const IsXmlRecord no_record;
  const OnXmlRecord none;
  const OnXmlRefusal no_refusal;
  Reading reading(outcome, limits, {no_record, none, no_refusal});
  reading.feed(utf8, true);
  reading.end();
  return outcome;
}

}  // namespace backfile::markup
