// A record in SGML as the fields it holds, by a tolerant scan: no DTD, and no tag has to be closed, nested or written as it should.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace backfile::readers {

/// What a tag's text is to the article.
enum class SgmlRole {
  nothing,    // of no use to a reader: codes, counts, copyright
  inlined,    // belongs to the text around it
  line,       // the same, on a line of its own
  paragraph,  // the same, as a paragraph of its own
  heading,    // within a text a paragraph; outside, a headline where the record has no other
  title,
  subtitle,
  author,
  date,
  time,
  stamp,  // a wire's time stamp: AP-NR-02-12-88 2344EST
  dateline,
  text,
  lead,  // the text's beginning
  summary,
  caption,
  section,
  page,
  edition,
  source,
  journal,  // name, date, volume and page in one line, as Ziff-Davis wrote them
  language,
  tags,
  places,
  id,
  other_id,
  url,
  correction,
  correction_date,
  loose,  // stands in no known tag
};

struct SgmlField {
  SgmlRole role = SgmlRole::loose;
  std::string name;         // of the tag, in capitals
  std::string type;         // the tag's attribute TYPE, in capitals
  std::string text;         // entities decoded, tags taken out; control characters still in it
  bool inner_text = false;  // of a text: another text stands within it
};

struct SgmlRecord {
  std::vector<std::pair<std::string, std::string>> attributes;  // of the record's own tag; names in capitals
  std::vector<SgmlField> fields;                                // in the order they begin; the first is the loose text
};

/// text: one record in UTF-8, from its first tag to its last. Linear.
SgmlRecord scan_sgml(std::string_view text);

/// The value of an attribute; empty where there is none.
std::string_view attribute(const SgmlRecord& record, std::string_view name);

}  // namespace backfile::readers
