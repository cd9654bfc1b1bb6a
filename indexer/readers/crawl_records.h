// A crawl (WARC or ARC) record by record, whatever its lengths say: where a record does not end where it should, the next header is
// looked for, so that a broken record costs itself only.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/crawl_window.h"

namespace backfile::readers {

struct CrawlHeader {
  std::string type;                     // as WARC-Type, in lower case: "response"
  std::string uri;                      // as written
  std::string media_type;               // of the content, with its parameters
  std::string date;                     // of the capture, ISO 8601
  std::string truncated;                // WARC-Truncated
  std::optional<std::uint64_t> length;  // of the content in bytes; absent where it is missing or no number
};

/// How a record's header is written.
struct CrawlDialect {
  std::string_view name;  // "WARC"
  /// Whether a line, with its end, begins a record.
  bool (*begins)(std::string_view line);
  bool one_line;  // the header is that line, else it goes on to a blank one
  CrawlHeader (*parse)(std::string_view header);
};

class CrawlRecords {
 public:
  CrawlRecords(source::ByteStream& bytes, const CrawlDialect& dialect, std::size_t max_bytes)
      : window_(bytes), dialect_(dialect), max_bytes_(max_bytes) {}

  struct Record {
    std::string refusal;  // why this piece of the file is no record; empty for a record
    CrawlHeader header{};
    std::string_view content{};  // valid until the next call
    std::string warning{};       // what is wrong with a record that was read all the same
    bool too_large = false;      // over the limit: content is its beginning
  };
  /// Nothing at the end.
  std::optional<Record> next();

 private:
  Record lost();
  std::optional<Record> header();
  std::size_t header_size();
  void content(Record& record);
  void hold(Record& record, std::size_t length);
  void end_at_damage(Record& record);
  void skip(std::uint64_t length);
  std::size_t find_header(std::size_t from, std::size_t limit, bool at_line);
  bool at_record_or_end(std::size_t behind);

  CrawlWindow window_;
  const CrawlDialect& dialect_;
  std::size_t max_bytes_;
  std::size_t held_ = 0;       // bytes of the last record's content at the beginning of the window
  std::uint64_t to_skip_ = 0;  // bytes of the last record, which is over the limit
  bool damage_told_ = false;   // the damage at the end has been reported
  std::string kept_;           // the content of a record that ends at damage
};

}  // namespace backfile::readers
