// XML of any size and in any state, by libxml2's parser: a whole document, or record by record. Never loads anything from outside; an
// internal DTD subset is refused; bytes that are not in the declared encoding, stray '&' and '<', HTML's entities and control characters
// are put right on the way.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/deadline.h"
#include "indexer/errors/error.h"
#include "indexer/markup/tree.h"
#include "indexer/source/source.h"

namespace backfile::markup {

struct XmlLimits {
  std::size_t max_bytes = 64u << 20;  // of XML in one record (or in a document without records)
  std::size_t max_nodes = 2'000'000;  // in the tree at once
  std::size_t max_depth = 256;
  double max_seconds = 5;  // of processor time for one record
};

/// Called when a record element ends. `record` hangs in the tree of what is open around it: parents and what came before are there, earlier
/// records are not. Valid during the call. False ends the reading.
using OnXmlRecord = std::function<bool(const Node& record)>;

struct XmlOutcome {
  Document tree;                      // without the records
  std::vector<std::string> problems;  // what was put right or skipped, the first few, each with its line: for warnings
  std::string broken;  // why the rest could not be read: cut off, a limit, a failing stream, an internal DTD subset; else empty
};

using IsXmlRecord = std::function<bool(std::string_view name, std::string_view space)>;
/// Called for a record over a limit, which is skipped without being held.
using OnXmlRefusal = std::function<void(const std::string& reason)>;

/// Reads to the end. Elements for which is_record (local name, namespace) is true, and that are not inside another record, are given to
/// on_record and forgotten. An empty is_record: the whole document in `tree`. What could be read before `broken` has been handed over; a
/// record cut off by the end of the file has not.
XmlOutcome read_xml(source::ByteStream& bytes, const XmlLimits& limits, const IsXmlRecord& is_record = {},
                    const OnXmlRecord& on_record = {}, const OnXmlRefusal& on_refusal = {});

/// A fragment or document that is in memory already, UTF-8.
XmlOutcome parse_xml(std::string_view utf8, const XmlLimits& limits = {});

/// What an entry's first bytes say of its root element, for recognising formats.
struct XmlRoot {
  std::string name;   // local name; empty where the bytes do not begin like XML
  std::string space;  // the namespace that its own xmlns declares for it; may be empty
  std::string prefix;
  std::string tag;  // the whole start tag as written, UTF-8, cut at 16 KiB
};
/// head: raw bytes in any encoding.
XmlRoot xml_root(std::string_view head);

}  // namespace backfile::markup
