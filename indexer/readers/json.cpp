// The json reader: one object, a list of objects, an object a line, or a list inside an object. Streams; holds one record at a time.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/readers/json_article.h"
#include "indexer/readers/json_parse.h"
#include "indexer/readers/json_records.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/utf16_stream.h"
#include "indexer/source/peeked_stream.h"

namespace backfile::readers {
namespace {

bool read_record(std::string_view bytes, std::uint64_t number, const Options& options, Sink& sink) {
  const nlohmann::json record = parsed_json(bytes);
  if (record.is_discarded()) {
    sink.refused(number, "broken JSON");
    return true;
  }
  JsonOutcome outcome = article_of(record, options.column_names);
  if (!outcome.passed_over.empty()) {
    sink.passed_over(number, outcome.passed_over);
    return true;
  }
  for (const std::string& warning : outcome.warnings) sink.warning(number, warning);
  return sink.article(std::move(outcome.article), number);
}

void read(Input& input, Sink& sink) {
  constexpr std::size_t kEnough = 4096;  // to tell UTF-16 by
  source::PeekedStream head(input.bytes, kEnough);
  const Utf16 order = utf16_of(head.head());
  Utf16Stream decoded(head, order);
  JsonRecords records(order == Utf16::none ? static_cast<source::ByteStream&>(head) : decoded, input.options.max_record_bytes);
  std::uint64_t number = 0;
  for (bool go_on = true; go_on;) {
    const auto record = records.next();
    if (record.kind == JsonRecords::Kind::end) break;
    ++number;
    if (record.kind == JsonRecords::Kind::refused)
      sink.refused(number, record.reason);
    else
      go_on = read_record(record.text, number, input.options, sink);
  }
  if (number == 0) sink.passed_over(0, "holds no records");
}

bool named_json(std::string_view path) {
  return path.ends_with(".json") || path.ends_with(".jsonl") || path.ends_with(".ndjson") || path.ends_with(".JSON");
}

/// The first characters that are no blanks, UTF-16 brought to bytes.
std::string beginning(std::string_view head) {
  std::string text;
  for (const char c : head) {
    if (static_cast<unsigned char>(c) <= 0x20 || (text.empty() && static_cast<unsigned char>(c) >= 0xEF)) continue;
    text += c;
    if (text.size() == 2) break;
  }
  return text;
}

int recognise(std::string_view head, std::string_view path) {
  const std::string first = beginning(head);
  const bool named = named_json(path);
  if (first == "{\"" || first == "{}" || first == "[{" || first == "[]") return named ? 95 : 90;
  if (named) return 60;
  // Broken at the beginning, but records follow.
  return (first.starts_with('{') || first.starts_with('[')) && head.find("\n{\"") != head.npos ? 50 : 0;
}

}  // namespace

extern const Format format_json;
const Format format_json{
    "json", ".json .jsonl .ndjson",
    "id url source section authors tags language page edition title subtitle summary body published modified embargoed status corrections",
    recognise, read};

}  // namespace backfile::readers
