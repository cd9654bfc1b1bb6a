// The nitf reader: News Industry Text Format 2.x to 3.x, one document or many in an element of their own.
#include <string>

#include "indexer/markup/xml.h"
#include "indexer/readers/nitf_article.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/xml_records.h"

namespace backfile::readers {
namespace {

XmlReading read_document(const markup::Node& nitf) {
  article::Article article;
  article.id = nitf_id(nitf);
  read_nitf(nitf, article);
  if (!says_anything(article)) return {{}, "holds no news text: neither a headline nor a body", {}};
  return {{std::move(article)}, {}, {}};
}

void read(Input& input, Sink& sink) {
  read_xml_records(
      input, sink, [](std::string_view name) { return name == "nitf"; }, read_document, "holds no NITF document");
}

int recognise(std::string_view head, std::string_view) {
  const std::string root = markup::xml_root(head).name;
  if (root == "nitf") return 95;
  // NewsML and web services carry NITF inside; NewsML's own readers are surer of theirs.
  return !root.empty() && root != "html" && head.find("<nitf") != head.npos ? 50 : 0;
}

}  // namespace

extern const Format format_nitf;
const Format format_nitf{"nitf", ".xml .nitf",
                         "id url source section authors tags places language page edition title subtitle summary body published modified "
                         "embargoed status corrections",
                         recognise, read};

}  // namespace backfile::readers
