// The newsml_g2 reader: items of NewsML-G2, alone or in a newsMessage or a web service's answer.
#include <array>
#include <string>

#include "indexer/markup/xml.h"
#include "indexer/readers/newsml_g2_item.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/xml_records.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

constexpr auto kItems =
    std::to_array<std::string_view>({"newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"});

bool is_item(std::string_view name) { return wording::among(kItems, name); }

void read(Input& input, Sink& sink) { read_xml_records(input, sink, is_item, read_g2_item, "a news message without items"); }

int recognise(std::string_view head, std::string_view) {
  const std::string root = markup::xml_root(head).name;
  if (root == "newsMessage" || is_item(root)) return 95;
  const bool is_inside = head.find("iptc.org/std/nar/") != head.npos && head.find("newsItem") != head.npos;
  return !root.empty() && root != "html" && root != "nitf" && is_inside ? 60 : 0;
}

}  // namespace

extern const Format format_newsml_g2;
const Format format_newsml_g2{
    "newsml_g2", ".xml",
    "id source section authors tags places language title subtitle summary body published modified embargoed status corrections", recognise,
    read};

}  // namespace backfile::readers
