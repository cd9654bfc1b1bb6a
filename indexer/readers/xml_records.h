// What every reader of XML does around its records: limits, numbers, and reports of what was put right.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/article.h"
#include "indexer/markup/tree.h"
#include "indexer/readers/reader.h"

namespace backfile::readers {

/// What a record gives: articles, or a reason why it gives none.
struct XmlReading {
  std::vector<article::Article> articles;
  std::string passed_over;
  std::vector<std::string> warnings{};
};

using IsRecordName = std::function<bool(std::string_view name)>;
using ReadXmlRecord = std::function<XmlReading(const markup::Node& record)>;

/// Reads the input to its end, record by record. none: said where there is not one record.
void read_xml_records(Input& input, Sink& sink, const IsRecordName& is_record, const ReadXmlRecord& read_record, const std::string& none);

/// True where the article has a title or a text.
bool says_anything(const article::Article& article);

}  // namespace backfile::readers
