// The xml reader: house formats of agencies and newsroom systems that have no reader of their own, read by the names of their elements.
#include <string>
#include <utility>

#include "indexer/markup/xml.h"
#include "indexer/readers/json_article.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/xml_fields.h"
#include "indexer/readers/xml_records.h"
#include "indexer/source/peeked_stream.h"

namespace backfile::readers {
namespace {

constexpr std::size_t kHeadBytes = 256 * 1024;  // within which the first record must end

void read(Input& input, Sink& sink) {
  source::PeekedStream bytes(input.bytes, kHeadBytes);
  const std::string record = record_name_in(bytes.head());
  if (record.empty()) {
    const std::string root = markup::xml_root(bytes.head()).name;
    sink.refused(0, root.empty() ? "not XML" : "no elements that hold news text were found in XML with the root element <" + root + ">");
    return;
  }
  Input from_here{input.path, input.name, bytes, input.options};
  const auto read_record = [&](const markup::Node& element) {
    JsonOutcome outcome = article_of(fields_of(element), input.options.column_names);
    if (!outcome.passed_over.empty()) return XmlReading{{}, std::move(outcome.passed_over), {}};
    return XmlReading{{std::move(outcome.article)}, {}, std::move(outcome.warnings)};
  };
  read_xml_records(
      from_here, sink, [&](std::string_view name) { return name == record; }, read_record, "holds no <" + record + ">");
}

int recognise(std::string_view head, std::string_view) {
  const std::string root = markup::xml_root(head).name;
  if (root.empty() || root == "html") return 0;
  return record_name_in(head).empty() ? 0 : 20;
}

}  // namespace

extern const Format format_xml;
const Format format_xml{"xml", ".xml",
                        "id url source section authors tags places language page edition title subtitle summary body published modified "
                        "embargoed status corrections",
                        recognise, read};

}  // namespace backfile::readers
