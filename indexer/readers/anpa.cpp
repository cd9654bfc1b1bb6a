// The anpa reader: wire text in ANPA-1312, as the Associated Press and others sent it: SYN SYN SOH header STX text ETX EOT. Streams.
#include <algorithm>

#include "indexer/readers/anpa_message.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/wire_characters.h"
#include "indexer/readers/wire_messages.h"

namespace backfile::readers {
namespace {

constexpr std::string_view kFrame = "\x01\x04";

Mark mark_at(std::string_view text, std::size_t at, bool) {
  return text[at] == kSoh ? Mark{Mark::Kind::opens, 1} : Mark{Mark::Kind::closes, 1};
}

constexpr Marks kMarks{kFrame, mark_at};

void read(Input& input, Sink& sink) { read_messages(input, sink, kMarks, anpa_article); }

/// The header line within the first lines of the file, before anything that looks like a text.
int recognise(std::string_view head, std::string_view) {
  const std::string_view beginning = head.substr(0, 2000);
  int line_number = 0;
  for (std::size_t at = 0; at < beginning.size() && line_number < 6; ++line_number) {
    const std::size_t end = std::min(beginning.find('\n', at), beginning.size());
    std::string_view line = beginning.substr(at, end - at);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (is_anpa_header(line)) {
      const bool framed = beginning.substr(0, at).find(kSoh) != beginning.npos || beginning.substr(end, 4).find(kStx) != beginning.npos;
      return framed ? 95 : 60;
    }
    at = end + 1;
  }
  return 0;
}

}  // namespace

extern const Format format_anpa;
const Format format_anpa{"anpa", ".anpa .tst", "id title body published section authors source tags", recognise, read};

}  // namespace backfile::readers
