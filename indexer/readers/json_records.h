// Where one JSON object ends and the next begins, without holding more than one: in a list of any length, in objects one a line, in a
// list that an object wraps. Finds boundaries only; each object is then parsed alone. What is broken costs itself: reading goes on at
// the next line or list element that looks like a record.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/byte_window.h"
#include "indexer/readers/json_scan.h"
#include "indexer/source/source.h"

namespace backfile::readers {

class JsonRecords {
 public:
  enum class Kind { object, refused, end };
  struct Record {
    Kind kind = Kind::end;
    std::string_view text{};  // the object from { to }; valid until the next call
    std::string reason{};     // of a refusal
  };

  /// bytes: UTF-8, or another superset of ASCII. An object longer than max_record_bytes is refused and skipped without being held.
  JsonRecords(source::ByteStream& bytes, std::size_t max_record_bytes) : window_(bytes), max_record_bytes_(max_record_bytes) {}

  /// The next record; `end` for ever after the last. An error of the stream is a refusal after what could be read.
  Record next();

  /// What an object says before the list of records that it holds: from its { to the list's [, behind it: from the list's ] on to its }.
  /// Empty where there is no such object, the list is not right in it, or it is long. Known before the first record, and at the end.
  const std::string& before_list() const { return before_list_; }
  const std::string& behind_list() const { return behind_list_; }

 private:
  enum class Place { top, list, tail };  // tail: behind a list, in the object around it

  int skip_blanks();
  std::optional<Record> at_top(int c);
  std::optional<Record> in_list(int c);
  std::optional<Record> in_tail();
  std::optional<Record> object();
  Record element();
  Record broken(const JsonScan& scan);
  Record cut_short();
  std::optional<Record> list_ends();
  void enter_list(unsigned levels);
  void find_next_record();
  bool record_by_first_key();

  ByteWindow window_;
  std::size_t max_record_bytes_;
  Place place_ = Place::top;
  unsigned levels_ = 0;      // objects open around the current list
  std::size_t indent_ = 0;   // of the line on which the current record begins
  bool line_begins_ = true;  // nothing but blanks, commas and brackets so far on this line
  bool started_ = false, resumed_ = false, end_reported_ = false;
  std::string first_key_, before_list_, behind_list_;
};

}  // namespace backfile::readers
