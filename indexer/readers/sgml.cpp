// The sgml reader: Reuters-21578 and the newspaper collections of TREC and its relatives, a <DOC> or <REUTERS> an article. Streams.
#include <algorithm>
#include <string>

#include "indexer/readers/looks.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/record_splitter.h"
#include "indexer/readers/sgml_article.h"
#include "indexer/readers/sgml_fields.h"
#include "indexer/readers/utf16_stream.h"
#include "indexer/source/peeked_stream.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// text begins with `name` in any case of letters, and with the end of a name behind it.
bool names(std::string_view text, std::string_view name) {
  if (text.size() <= name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (capital(text[i]) != name[i]) return false;
  }
  return std::string_view(" \t\r\n>").find(text[name.size()]) != std::string_view::npos;
}

/// A record's own tag.
Mark mark_at(std::string_view text, std::size_t at, bool last) {
  constexpr std::size_t kLookAhead = 12;
  const std::string_view rest = text.substr(at + 1, kLookAhead);
  if (rest.size() < kLookAhead && !last) return {Mark::Kind::unsure, 0};
  if (names(rest, "DOC")) return {Mark::Kind::opens, 4};
  if (names(rest, "REUTERS")) return {Mark::Kind::opens, 8};
  if (names(rest, "/DOC")) return {Mark::Kind::closes, rest[4] == '>' ? 6u : 5u};
  if (names(rest, "/REUTERS")) return {Mark::Kind::closes, rest[8] == '>' ? 10u : 9u};
  return {};
}

constexpr Marks kMarks{"<", mark_at};

/// Reads records, and counts them.
class Records {
 public:
  Records(source::ByteStream& bytes, const Options& options, std::string charset, Sink& sink)
      : splitter_(bytes, kMarks, options.max_record_bytes), options_(options), charset_(std::move(charset)), sink_(sink) {}

  void run() {
    while (const auto record = splitter_.next()) {
      if (!record->opened) {
        // Declarations stand before the first record, and the collection's own tags around all of them.
        if (record->closed) sink_.refused(++number_, "a record without its beginning");
        continue;
      }
      ++number_;
      if (record->too_large)
        sink_.refused(number_, "is larger than " + std::to_string(options_.max_record_bytes) + " bytes, the limit for one record");
      else if (!read(*record))
        return;
    }
    if (!splitter_.error().empty())
      sink_.refused(number_ + 1, splitter_.error());
    else if (number_ == 0)
      sink_.passed_over(0, "holds no records: neither <DOC> nor <REUTERS>");
  }

 private:
  bool read(const RawRecord& raw) {
    const std::string text =
        text::to_utf8(raw.bytes, text::is_utf8(raw.bytes) ? std::string_view("UTF-8") : std::string_view(charset_)).text;
    const SgmlRecord record = scan_sgml(text);
    const bool reuters = names(std::string_view(text).substr(1), "REUTERS");
    auto article = article_in_sgml(record, reuters, options_.default_language);
    // One item of Reuters-21578 is empty; it has a number and a date, and whoever counts the collection counts it.
    const bool counted = reuters && !article.id.empty() && article.published;
    if (article.title.empty() && article.body.empty() && counted)
      sink_.warning(number_, "has neither a headline nor a text (" + article.id + ")");
    else if (article.title.empty() && article.body.empty()) {
      sink_.refused(number_, "has neither a headline nor a text" + (article.id.empty() ? std::string() : " (" + article.id + ")"));
      return true;
    }
    if (!raw.closed) sink_.warning(number_, "ends without its end tag: cut off, or the tag is missing");
    return sink_.article(std::move(article), number_);
  }

  RecordSplitter splitter_;
  const Options& options_;
  std::string charset_;
  Sink& sink_;
  std::uint64_t number_ = 0;
};

/// Of a whole file rather than of each record, which is too short to tell; empty where the head is ASCII or UTF-8.
std::string charset_of(std::string_view head) {
  if (text::is_utf8(head)) return {};
  const std::string charset = text::to_utf8(head).charset;
  return charset == "UTF-8" ? std::string() : charset;
}

void read(Input& input, Sink& sink) {
  constexpr std::size_t kEnough = 256 * 1024;
  source::PeekedStream head(input.bytes, kEnough);
  const Utf16 order = utf16_of(head.head());
  Utf16Stream decoded(head, order);
  if (order == Utf16::none)
    Records(head, input.options, charset_of(head.head()), sink).run();
  else
    Records(decoded, input.options, {}, sink).run();
}

/// Where `<name` stands as a tag in the head; npos for nowhere.
std::size_t find_tag(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find('<'); at != head.npos; at = head.find('<', at + 1)) {
    if (names(head.substr(at + 1, name.size() + 1), name)) return at;
  }
  return head.npos;
}

int recognise(std::string_view head, std::string_view) {
  std::string plain;
  if (utf16_of(head) != Utf16::none) {
    std::copy_if(head.begin(), head.end(), std::back_inserter(plain), [](char c) { return c != '\0'; });
    head = plain;
  }
  const std::size_t item = find_tag(head, "REUTERS");
  if (item != head.npos) {
    const std::string_view tag = head.substr(item, std::min<std::size_t>(head.find('>', item), head.size()) - item);
    if (tag.find("NEWID") != tag.npos || tag.find("OLDID") != tag.npos || tag.find("newid") != tag.npos) return 95;
  }
  const std::size_t document = find_tag(head, "DOC");
  if (document == head.npos) return 0;
  const std::string_view behind = head.substr(document);
  const std::string_view tag = behind.substr(0, behind.find('>'));
  const bool numbered = find_tag(behind, "DOCNO") != behind.npos || find_tag(behind, "DOCID") != behind.npos || tag.find('=') != tag.npos;
  const bool has_text =
      find_tag(behind, "TEXT") != behind.npos || find_tag(behind, "BODY") != behind.npos || find_tag(behind, "HEADLINE") != behind.npos;
  if (!numbered && !has_text) return 0;
  return numbered && has_text ? 95 : 85;
}

}  // namespace

extern const Format format_sgml;
const Format format_sgml{
    "sgml", ".sgm .sgml",
    "id title subtitle summary body published section authors tags places language page edition source url corrections", recognise, read};

}  // namespace backfile::readers
