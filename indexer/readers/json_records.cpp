// The places a record can stand in, and how reading resumes behind a broken one.
#include "indexer/readers/json_records.h"

namespace backfile::readers {
namespace {

/// An object without text of its own in which a list of records began may be held this far before the list is taken for the records.
constexpr std::size_t kDecideAfter = 1u << 20;

/// How much of an object around a list is kept for who asks for it.
constexpr std::size_t kMaxAround = 64 * 1024;

/// Where a record begins behind others on its line, the next one to resume at begins a line, or stands behind one bracket.
constexpr std::size_t kMidLineIndent = 1;

bool blank(int c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

/// The next character that is no blank, comma or record separator (RFC 7464), which is not consumed. Keeps account of the line's indent.
int JsonRecords::skip_blanks() {
  for (;;) {
    window_.keep_from_here();
    const int c = window_.look();
    if (!blank(c) && c != ',' && c != 0x1E) return c;
    if (c == '\n') {
      indent_ = 0;
      line_begins_ = true;
    } else if (line_begins_) {
      ++indent_;
    }
    window_.advance(1);
  }
}

JsonRecords::Record JsonRecords::next() {
  if (!started_) {
    started_ = true;
    if (window_.look(0) == 0xEF && window_.look(1) == 0xBB && window_.look(2) == 0xBF) window_.advance(3);
  }
  for (;;) {
    std::optional<Record> record;
    if (place_ == Place::tail) {
      record = in_tail();
    } else {
      const int c = skip_blanks();
      record = place_ == Place::top ? at_top(c) : in_list(c);
    }
    if (record) return *std::move(record);
  }
}

std::optional<JsonRecords::Record> JsonRecords::at_top(int c) {
  if (c == '{') return object();
  if (c == '[') {
    enter_list(0);
    window_.advance(1);
    if (line_begins_) ++indent_;
    return std::nullopt;
  }
  if (c < 0) {
    if (window_.error() && !end_reported_) {
      end_reported_ = true;
      return Record{Kind::refused, {}, window_.error()->message};
    }
    return Record{};
  }
  // What is left of the line goes with it: a line is one mistake.
  while (c >= 0 && c != '\n') {
    window_.advance(1);
    window_.keep_from_here();
    c = window_.look();
  }
  return Record{Kind::refused, {}, "is not JSON"};
}

void JsonRecords::enter_list(unsigned levels) {
  place_ = Place::list;
  levels_ = levels;
}

std::optional<JsonRecords::Record> JsonRecords::in_list(int c) {
  if (c == '{') return object();
  if (c == ']') return list_ends();
  if (c < 0) {
    place_ = Place::top;
    if (end_reported_) return std::nullopt;
    return cut_short();
  }
  if (c == '}' || c == ':') {
    window_.advance(1);
    find_next_record();
    return Record{Kind::refused, {}, "broken JSON: the list is not closed"};
  }
  return element();
}

/// In a list that was resumed after broken text, a bracket may close a list within the broken record instead.
std::optional<JsonRecords::Record> JsonRecords::list_ends() {
  window_.advance(1);
  line_begins_ = false;
  if (levels_ > 0) {
    place_ = Place::tail;
    return std::nullopt;
  }
  place_ = Place::top;
  if (!resumed_) return std::nullopt;
  std::size_t ahead = 0;
  while (blank(window_.look(ahead))) {
    window_.keep_from_here();
    window_.advance(1);
  }
  const int c = window_.look(ahead);
  if (c < 0 || c == '{' || c == '[') return std::nullopt;
  place_ = Place::list;
  find_next_record();
  return std::nullopt;
}

std::optional<JsonRecords::Record> JsonRecords::in_tail() {
  window_.keep_from_here();
  JsonScan scan(window_, {.max_bytes = kMaxAround, .stop_at_lists = true, .decide_after = 0}, levels_);
  const auto result = scan.run();
  if (result == JsonScan::Result::whole && levels_ == 1 && !scan.too_long()) behind_list_ = window_.kept();
  switch (result) {
    case JsonScan::Result::list:
      enter_list(scan.list_levels());
      return std::nullopt;
    case JsonScan::Result::cut_short:
      place_ = Place::top;
      if (end_reported_) return std::nullopt;
      return cut_short();
    default:
      place_ = Place::top;
      line_begins_ = false;
      return std::nullopt;
  }
}

std::optional<JsonRecords::Record> JsonRecords::object() {
  window_.keep_from_here();
  const std::size_t decide_after = place_ == Place::top ? kDecideAfter : static_cast<std::size_t>(-1);
  JsonScan scan(window_, {.max_bytes = max_record_bytes_, .stop_at_lists = false, .decide_after = decide_after});
  const auto result = scan.run();
  const bool wraps = place_ == Place::top && scan.list_at() != 0 && !scan.has_text() && !scan.too_long();
  if (wraps) {
    if (scan.list_levels() == 1 && scan.list_at() <= kMaxAround) before_list_ = window_.kept().substr(0, scan.list_at());
    window_.rewind(scan.list_at());
    enter_list(scan.list_levels());
    return std::nullopt;
  }
  if (!scan.first_key().empty()) first_key_ = scan.first_key();
  if (result == JsonScan::Result::broken) return broken(scan);
  if (result == JsonScan::Result::cut_short) {
    const auto record = cut_short();
    if (!scan.too_long()) {
      window_.rewind(1);
      find_next_record();
    }
    return record;
  }
  line_begins_ = false;
  if (scan.too_long() || window_.kept().size() > max_record_bytes_) {
    return Record{Kind::refused, {}, "is larger than " + std::to_string(max_record_bytes_) + " bytes, the limit for one record"};
  }
  return Record{Kind::object, window_.kept(), {}};
}

/// A list's element that is no object.
JsonRecords::Record JsonRecords::element() {
  window_.keep_from_here();
  line_begins_ = false;
  for (;;) {
    const int c = window_.look();
    if (c == '[') {
      JsonScan scan(window_, {.max_bytes = 0, .stop_at_lists = false, .decide_after = static_cast<std::size_t>(-1)});
      const auto result = scan.run();
      if (result == JsonScan::Result::broken) return broken(scan);
      if (result == JsonScan::Result::cut_short) return cut_short();
    } else if (c < 0 || c == ',' || c == ']' || c == '\n') {
      return {Kind::refused, {}, "a list element that is no object"};
    } else {
      window_.advance(1);
    }
    window_.keep_from_here();
  }
}

JsonRecords::Record JsonRecords::broken(const JsonScan& scan) {
  if (!scan.too_long()) window_.rewind(1);
  find_next_record();
  return {Kind::refused, {}, "broken JSON: " + scan.reason()};
}

JsonRecords::Record JsonRecords::cut_short() {
  end_reported_ = true;
  return {Kind::refused, {}, window_.error() ? window_.error()->message : "broken JSON: the text ends in the middle of a record"};
}

/// Leaves the window before the next thing that looks like a record's beginning, or at the end of the input.
void JsonRecords::find_next_record() {
  resumed_ = true;
  const std::size_t limit = line_begins_ ? indent_ : kMidLineIndent;
  for (;;) {
    window_.keep_from_here();
    const int c = window_.look();
    if (c < 0) return;
    if (c == '{' && place_ == Place::list && record_by_first_key()) {
      line_begins_ = false;
      return;
    }
    window_.advance(1);
    if (c != '\n') continue;
    indent_ = 0;
    line_begins_ = true;
    window_.keep_from_here();
    while (indent_ <= limit && (window_.look(indent_) == ' ' || window_.look(indent_) == '\t' || window_.look(indent_) == ',')) ++indent_;
    const int first = window_.look(indent_);
    if (indent_ <= limit && (first == '{' || (first == ']' && place_ == Place::list))) {
      window_.advance(indent_);
      return;
    }
    line_begins_ = false;
  }
}

/// Records of one list begin with the same name, as a rule.
bool JsonRecords::record_by_first_key() {
  if (first_key_.empty()) return false;
  std::size_t ahead = 1;
  while (ahead < 64 && blank(window_.look(ahead))) ++ahead;
  if (window_.look(ahead) != '"') return false;
  for (const char expected : first_key_) {
    if (window_.look(++ahead) != static_cast<unsigned char>(expected)) return false;
  }
  return window_.look(ahead + 1) == '"';
}

}  // namespace backfile::readers
