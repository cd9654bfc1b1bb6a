// What a reader is: a format's name, how to recognise it by its first bytes, and how to turn bytes into articles.
// To add one: a file that defines `format_NAME`, a line in formats.def, fixtures under tests/fixtures/NAME.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/article.h"
#include "indexer/errors/error.h"
#include "indexer/source/source.h"

namespace backfile::readers {

/// Settings of a run. Defaults fill what the material lacks; they never replace what it has.
struct Options {
  std::string default_source, default_language, default_section;
  std::size_t max_record_bytes = 64u << 20;
  double max_record_seconds = 5;  // of processor time
  /// The material's own name of a column or JSON member -> the field of native JSON that it is ("headline" -> "title"), before any guess.
  /// Names compare as Meanings compares them.
  std::map<std::string, std::string> column_names;
};

/// Receives what a reader finds, in the order of the material. Record numbers count from 1 within one entry.
class Sink {
 public:
  virtual ~Sink() = default;
  /// Takes an article; false asks the reader to stop.
  virtual bool article(article::Article&& article, std::uint64_t record) = 0;
  /// A record that cannot be read: one sentence. The reader goes on with the next record where it can.
  virtual void refused(std::uint64_t record, const std::string& reason) = 0;
  /// A record that is readable but holds no article (an image, an event): counted, with the reason.
  virtual void passed_over(std::uint64_t record, const std::string& reason) = 0;
  /// A record that was read although something is wrong with it (it breaks its schema, it is cut off): what was wrong.
  virtual void warning(std::uint64_t record, const std::string& what) = 0;
};

struct Input {
  std::string path;  // as in source::Entry
  std::string name;
  source::ByteStream& bytes;  // from the first byte: the head that recognise() saw is not consumed
  const Options& options;
  source::Neighbours* neighbours = nullptr;  // as in source::Entry
};

struct Format {
  std::string_view name;        // "text"
  std::string_view extensions;  // ".txt .text"
  std::string_view supplies;    // "title body published url section authors source"
  /// How sure: 0 no, 100 certain. head: the first 64 KiB at most, raw bytes; path: for its extension. Never throws, never slow.
  int (*recognise)(std::string_view head, std::string_view path);
  void (*read)(Input& input, Sink& sink);
};

/// Every registered format, in the order of formats.def.
const std::vector<const Format*>& formats();

/// By name; null where there is none.
const Format* find_format(std::string_view name);

/// The format whose first bytes these are (64 KiB at most are looked at); null where no format wants them. name: for its extension.
const Format* recognised(std::string_view head, std::string_view name);

/// Recognises the format (or takes `forced`), reads the entry, fills defaults. An entry of no known format is one refusal.
void read_entry(source::Entry& entry, const Options& options, const Format* forced, Sink& sink);

}  // namespace backfile::readers
