// ISO 28500 (WARC) and the ARC file format of 1996 agree in this much: a header, as many bytes as it says, blank lines.
#include "indexer/readers/crawl_records.h"

#include <algorithm>
#include <utility>

namespace backfile::readers {
namespace {

constexpr std::size_t kMaxLine = 64 * 1024;      // of a line that begins a record
constexpr std::size_t kMaxHeader = 1024 * 1024;  // all of it
constexpr std::size_t kBeginning = 256 * 1024;   // held of a record over the limit, to see what it is

/// Behind the first blank line; npos where there is none.
std::size_t end_of_header(std::string_view text, std::size_t from) {
  for (auto at = text.find('\n', from); at != text.npos; at = text.find('\n', at + 1)) {
    const auto rest = text.substr(at + 1);
    if (rest.starts_with('\n')) return at + 2;
    if (rest.starts_with("\r\n")) return at + 3;
  }
  return text.npos;
}

std::string number(std::uint64_t value) { return std::to_string(value); }

}  // namespace

/// The first line from `from` on that begins a record; npos where none does before `limit` bytes or the end. at_line: a line begins at
/// `from`.
std::size_t CrawlRecords::find_header(std::size_t from, std::size_t limit, bool at_line) {
  for (std::size_t line = from; line < limit;) {
    if (!window_.fill(line + 1)) break;
    window_.fill(line + kMaxLine);
    const auto rest = window_.view().substr(line, kMaxLine);
    const auto newline = rest.find('\n');
    const auto piece = rest.substr(0, newline == rest.npos ? newline : newline + 1);
    if (at_line && dialect_.begins(piece)) return line;
    at_line = newline != rest.npos;
    line += piece.size();
  }
  return std::string_view::npos;
}

/// Whether nothing but blank lines stands between `behind` and the next record or the end.
bool CrawlRecords::at_record_or_end(std::size_t behind) {
  std::size_t at = behind;
  while (window_.fill(at + 1) && (window_.view()[at] == '\r' || window_.view()[at] == '\n')) ++at;
  return !window_.fill(at + 1) || find_header(at, at + 1, true) == at;
}

/// Bytes that begin no record, up to the next that do.
CrawlRecords::Record CrawlRecords::lost() {
  std::uint64_t bytes = 0;
  for (bool at_line = true; window_.fill(1);) {
    const auto line = window_.line(kMaxLine);
    if (at_line && dialect_.begins(line)) break;
    at_line = line.ends_with('\n');
    bytes += line.size();
    window_.take(line.size());
  }
  return {number(bytes) + " bytes that are no " + std::string(dialect_.name) + " record"};
}

/// Bytes of a header that goes on to a blank line; npos where that comes too late or never.
std::size_t CrawlRecords::header_size() {
  for (std::size_t wanted = 4096, seen = 0;; wanted *= 2) {
    const bool more = window_.fill(wanted);
    const auto size = end_of_header(window_.view().substr(0, wanted), seen);
    if (size != std::string_view::npos || !more || wanted >= kMaxHeader) return size;
    seen = wanted - 2;
  }
}

/// A record with its header alone, the position behind it; nothing at the end.
std::optional<CrawlRecords::Record> CrawlRecords::header() {
  window_.take_blanks();
  if (!window_.fill(1)) {
    if (window_.damage().empty() || damage_told_) return std::nullopt;
    Record damage{window_.damage()};
    damage_told_ = !window_.resume();
    return damage;
  }
  const auto line = window_.line(kMaxLine);
  if (!dialect_.begins(line)) return lost();
  const std::size_t first = line.size();
  const std::size_t size = dialect_.one_line ? first : header_size();
  if (size == std::string_view::npos) {
    const bool more = window_.fill(kMaxHeader);
    window_.take(more ? first : window_.view().size());
    return Record{more ? "a header of more than 1 MiB" : "a header that is cut off"};
  }
  if (const auto next = find_header(first, size, true); next != std::string_view::npos) {
    window_.take(next);
    return Record{"a header that breaks off: the next record begins within it"};
  }
  Record record{{}, dialect_.parse(window_.view().substr(0, size))};
  window_.take(size);
  return record;
}

/// held_ reaches to where the bytes end in damage. Where reading goes on behind it the record is lost, for nobody knows which of its
/// bytes are right; at the end of the file it is cut off.
void CrawlRecords::end_at_damage(Record& record) {
  kept_ = window_.view().substr(0, held_);
  held_ = 0;
  const std::string damage = window_.damage();
  if (window_.resume()) {
    record.refusal = damage;
    return;
  }
  damage_told_ = true;
  record.warning = damage;
  record.content = kept_;
}

/// The content of `length` bytes, or what there is instead.
void CrawlRecords::hold(Record& record, std::size_t length) {
  const bool whole = window_.fill(length);
  held_ = std::min(length, window_.view().size());
  if (!whole || !at_record_or_end(length)) {
    const auto inside = find_header(0, held_, false);
    if (inside != std::string_view::npos) {
      held_ = inside;
      record.warning = "its length is wrong: the next record begins before its end";
    } else if (whole) {
      const std::size_t limit = std::max(max_bytes_, length);
      const auto found = find_header(length, limit, false);
      held_ = std::min({found, window_.view().size(), limit});
      record.warning = "its length is wrong: it goes on behind its end";
    } else {
      record.warning = "cut off: " + number(held_) + " of " + number(length) + " bytes are there";
      if (!window_.damage().empty()) return end_at_damage(record);
    }
  }
  record.content = window_.view().substr(0, held_);
}

void CrawlRecords::content(Record& record) {
  const auto& length = record.header.length;
  if (!length) {
    const auto found = find_header(0, max_bytes_, true);
    held_ = std::min({found, window_.view().size(), max_bytes_});
    record.warning = "has no length";
    record.content = window_.view().substr(0, held_);
  } else if (*length > max_bytes_) {
    record.too_large = true;
    window_.fill(kBeginning);
    record.content = window_.view().substr(0, kBeginning);
    to_skip_ = *length;
  } else {
    hold(record, static_cast<std::size_t>(*length));
  }
}

/// Not further than to the next record: a length that is over the limit is often no length at all.
void CrawlRecords::skip(std::uint64_t length) {
  bool at_line = false;
  while (length > 0 && window_.fill(1)) {
    auto line = window_.line(kMaxLine);
    if (at_line && dialect_.begins(line)) return;
    at_line = line.ends_with('\n');
    line = line.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(length, line.size())));
    length -= line.size();
    window_.take(line.size());
  }
}

std::optional<CrawlRecords::Record> CrawlRecords::next() {
  window_.take(std::exchange(held_, 0));
  skip(std::exchange(to_skip_, 0));
  auto record = header();
  if (record && record->refusal.empty()) content(*record);
  return record;
}

}  // namespace backfile::readers
