#include "indexer/markup/xml_events.h"

#include <utility>

namespace backfile::markup {

/// Within a record the limit costs the record, outside one the whole file.
void XmlEvents::over_limit(const std::string& reason) {
  if (!in_record_) {
    broken_ = reason;
    return;
  }
  while (builder_.depth() >= record_depth_) builder_.close();
  builder_.release(mark_);
  skipped_ = true;
  if (callbacks_.on_refusal) callbacks_.on_refusal(reason);
}

void XmlEvents::open(std::string_view name, std::string_view space, const std::vector<Attribute>& attributes) {
  if (stopped()) return;
  ++depth_;
  if (skipped_) return;
  if (depth_ > limits_.max_depth) return over_limit("elements nested more than " + std::to_string(limits_.max_depth) + " deep");
  if (builder_.nodes() > limits_.max_nodes) return over_limit("more than " + std::to_string(limits_.max_nodes) + " elements and texts");
  const bool begins_record = !in_record_ && callbacks_.is_record && callbacks_.is_record(name, space);
  if (begins_record) {
    mark_ = builder_.mark();
    in_record_ = true;
    record_depth_ = depth_;
    bytes_ = 0;
    deadline_.restart();
  }
  builder_.open(name, space, attributes);
  if (begins_record) record_ = &builder_.innermost();
}

void XmlEvents::text(std::string_view text) {
  if (!stopped() && !skipped_) builder_.text(text);
}

void XmlEvents::close() {
  if (stopped() || depth_ == 0) return;
  const bool ends_record = in_record_ && depth_ == record_depth_;
  --depth_;
  if (!skipped_) builder_.close();
  if (ends_record) record_ends();
}

void XmlEvents::record_ends() {
  in_record_ = false;
  if (!skipped_) {
    if (!callbacks_.on_record(*record_)) ended_by_caller_ = true;
    builder_.release(mark_);
  }
  skipped_ = false;
  bytes_ = 0;
  deadline_.restart();
}

bool XmlEvents::more(std::size_t bytes) {
  if (stopped()) return false;
  bytes_ += bytes;
  if (bytes_ > limits_.max_bytes && !skipped_)
    over_limit("larger than " + std::to_string(limits_.max_bytes) + " bytes, the limit for one record");
  if (deadline_.passed())
    broken_ = "takes longer than the " + std::to_string(static_cast<int>(limits_.max_seconds)) + " seconds that a record may take";
  return !stopped();
}

void XmlEvents::end() {
  cut_off_ = depth_ > 0;
  if (in_record_ && !skipped_) {
    while (builder_.depth() >= record_depth_) builder_.close();
    builder_.release(mark_);
  }
  while (builder_.depth() > 0) builder_.close();
}

}  // namespace backfile::markup
