// What the XML parser reports, turned into a tree and cut into records.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/errors/deadline.h"
#include "indexer/markup/tree_builder.h"
#include "indexer/markup/xml.h"

namespace backfile::markup {

struct XmlCallbacks {
  const IsXmlRecord& is_record;
  const OnXmlRecord& on_record;
  const OnXmlRefusal& on_refusal;
};

/// The state of one reading. Sees no parser.
class XmlEvents {
 public:
  XmlEvents(Document& document, const XmlLimits& limits, const XmlCallbacks& callbacks)
      : builder_(document), limits_(limits), callbacks_(callbacks), deadline_(limits.max_seconds) {}

  void open(std::string_view name, std::string_view space, const std::vector<Attribute>& attributes);
  void close();
  void text(std::string_view text);

  /// Before each piece that goes to the parser. False: stop.
  bool more(std::size_t bytes);
  /// After the last piece: closes what is open. cut_off() is true where anything was.
  void end();

  bool stopped() const { return !broken_.empty() || ended_by_caller_; }
  bool cut_off() const { return cut_off_; }
  const std::string& broken() const { return broken_; }

 private:
  void record_ends();
  void over_limit(const std::string& reason);

  TreeBuilder builder_;
  const XmlLimits& limits_;
  const XmlCallbacks callbacks_;
  Deadline deadline_;
  std::string broken_;
  bool ended_by_caller_ = false, cut_off_ = false;

  // Of the current record.
  bool in_record_ = false;
  const Node* record_ = nullptr;
  TreeBuilder::Mark mark_{};
  std::size_t record_depth_ = 0, depth_ = 0, bytes_ = 0;
  bool skipped_ = false;  // over a limit: its events are ignored until it ends
};

}  // namespace backfile::markup
