// One place that counts.
#include "indexer/readers/xml_records.h"

#include <utility>

#include "indexer/markup/xml.h"

namespace backfile::readers {

bool says_anything(const article::Article& article) { return !article.title.empty() || !article.body.empty() || !article.summary.empty(); }

void read_xml_records(Input& input, Sink& sink, const IsRecordName& is_record, const ReadXmlRecord& read_record, const std::string& none) {
  const markup::XmlLimits limits{.max_bytes = input.options.max_record_bytes, .max_seconds = input.options.max_record_seconds};
  std::uint64_t number = 0;
  const auto on_record = [&](const markup::Node& record) {
    ++number;
    XmlReading reading = read_record(record);
    for (const std::string& warning : reading.warnings) sink.warning(number, warning);
    for (article::Article& article : reading.articles) {
      if (!sink.article(std::move(article), number)) return false;
    }
    if (reading.articles.empty()) sink.passed_over(number, reading.passed_over);
    return true;
  };
  const auto on_refusal = [&](const std::string& reason) { sink.refused(++number, reason); };
  const markup::XmlOutcome outcome = markup::read_xml(
      input.bytes, limits, [&](std::string_view name, std::string_view) { return is_record(name); }, on_record, on_refusal);
  const std::uint64_t concerned = number == 1 ? 1 : 0;
  for (const std::string& problem : outcome.problems) {
    const bool ends_it = !outcome.broken.empty() && outcome.broken.ends_with(problem);  // said once
    if (number > 0 && !ends_it) sink.warning(concerned, "XML put right: " + problem);
  }
  if (!outcome.broken.empty())
    sink.refused(number + 1, "broken XML: " + outcome.broken);
  else if (number == 0)
    sink.passed_over(0, none);
}

}  // namespace backfile::readers
