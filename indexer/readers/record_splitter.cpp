// A window over the stream that never holds more than one record and one block.
#include "indexer/readers/record_splitter.h"

#include <algorithm>
#include <cstring>

namespace backfile::readers {
namespace {

constexpr std::size_t kBlock = 256 * 1024;

/// The first of the triggers from `at` on; size() where there is none.
std::size_t find_trigger(std::string_view text, std::string_view triggers, std::size_t at) {
  if (triggers.size() == 1) return std::min(text.find(triggers[0], at), text.size());
  return std::min(text.find_first_of(triggers, at), text.size());
}

bool is_blank(std::string_view text) { return text.find_first_not_of(std::string_view(" \t\r\n\f\0\x1A", 7)) == text.npos; }

}  // namespace

void RecordSplitter::fill() {
  // One byte before the record stays, for marks that must begin a line.
  if (begin_ > kBlock) {
    const std::size_t drop = begin_ - 1;
    buffer_.erase(0, drop);
    begin_ -= drop;
    scan_ -= drop;
  }
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kBlock);
  const auto got = bytes_.read(buffer_.data() + size, kBlock);
  buffer_.resize(size + (got ? *got : 0));
  if (!got) error_ = got.error().message;
  if (!got || *got == 0) ended_ = true;
}

std::optional<Mark> RecordSplitter::find_mark() {
  for (;;) {
    scan_ = find_trigger(buffer_, marks_.triggers, scan_);
    if (scan_ < buffer_.size()) {
      const Mark mark = marks_.at(buffer_, scan_, ended_);
      if (mark.kind == Mark::Kind::opens || mark.kind == Mark::Kind::closes) return mark;
      if (mark.kind == Mark::Kind::none) {
        ++scan_;
        continue;
      }
    }
    if (ended_) return std::nullopt;
    if (scan_ - begin_ > max_bytes_) {
      too_large_ = too_large_ || open_ || !is_blank(std::string_view(buffer_).substr(begin_, scan_ - begin_));
      begin_ = scan_;
    }
    fill();
  }
}

RawRecord RecordSplitter::cut(std::size_t end, bool closed) {
  RawRecord record{std::string_view(buffer_).substr(begin_, end - begin_), open_, closed, too_large_};
  if (record.bytes.size() > max_bytes_) record.too_large = true;
  if (record.too_large) record.bytes = {};
  begin_ = end;
  too_large_ = false;
  return record;
}

std::optional<RawRecord> RecordSplitter::next() {
  for (;;) {
    const auto mark = find_mark();
    if (!mark) {
      if (begin_ >= buffer_.size() && !too_large_) return std::nullopt;
      scan_ = buffer_.size();
      const RawRecord rest = cut(buffer_.size(), false);
      open_ = false;
      if (rest.opened || rest.too_large || !is_blank(rest.bytes)) return rest;
      return std::nullopt;
    }
    const bool closes = mark->kind == Mark::Kind::closes;
    const RawRecord record = cut(closes ? scan_ + mark->length : scan_, closes);
    open_ = !closes;
    scan_ += mark->length;
    if (record.opened || record.too_large || !is_blank(record.bytes)) return record;
  }
}

}  // namespace backfile::readers
