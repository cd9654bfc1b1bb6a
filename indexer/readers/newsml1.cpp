// The newsml1 reader: NewsML 1.0 to 1.2, one NewsItem or many in a document.
#include <string>

#include "indexer/markup/xml.h"
#include "indexer/readers/newsml1_story.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/xml_records.h"

namespace backfile::readers {
namespace {

void read(Input& input, Sink& sink) {
  read_xml_records(
      input, sink, [](std::string_view name) { return name == "NewsItem"; }, read_news_item, "a NewsML document without news items");
}

int recognise(std::string_view head, std::string_view) {
  const std::string root = markup::xml_root(head).name;
  if (root == "NewsML" || root == "NewsItem") return 95;
  return !root.empty() && root != "html" && head.find("<NewsML") != head.npos ? 60 : 0;
}

}  // namespace

extern const Format format_newsml1;
const Format format_newsml1{"newsml1", ".xml",
                            "id source section authors tags places language page edition title subtitle summary body published modified "
                            "embargoed status corrections",
                            recognise, read};

}  // namespace backfile::readers
