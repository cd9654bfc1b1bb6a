// The iptc7901 reader: wire text in IPTC 7901, as dpa, APA and others sent it: SOH header, keywords STX headline, text ETX time EOT.
// Streams.
#include "indexer/readers/iptc7901_message.h"

#include <algorithm>

#include "indexer/readers/reader.h"
#include "indexer/readers/wire_characters.h"
#include "indexer/readers/wire_messages.h"

namespace backfile::readers {
namespace {

constexpr std::size_t kLongestHeader = 120;

/// The line that begins at `at`, without control characters.
std::string line_at(std::string_view text, std::size_t at) {
  std::string line(text.substr(at, std::min(text.find_first_of("\r\n", at), text.size()) - at).substr(0, kLongestHeader + 1));
  std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return line;
}

/// A start of header; or a header line without one, behind a line end.
Mark mark_at(std::string_view text, std::size_t at, bool last) {
  if (text[at] == kSoh) return {Mark::Kind::opens, 1};
  if (text[at] == kEot) return {Mark::Kind::closes, 1};
  if (text.size() - at < kLongestHeader + 2 && !last) return {Mark::Kind::unsure, 0};
  // The header's own start opened the message, on this line or the one before.
  const std::size_t next = at + 1;
  const bool framed = next < text.size() && static_cast<unsigned char>(text[next]) < 0x20;
  return !framed && next < text.size() && is_iptc7901_header(line_at(text, next)) ? Mark{Mark::Kind::opens, 1} : Mark{};
}

constexpr Marks kMarks{std::string_view("\x01\x04\n", 3), mark_at};

void read(Input& input, Sink& sink) { read_messages(input, sink, kMarks, iptc7901_article); }

int recognise(std::string_view head, std::string_view) {
  const std::string_view beginning = head.substr(0, 1000);
  std::size_t lines = 0;
  for (std::size_t at = 0; at < beginning.size() && lines < 6;) {
    const std::size_t end = std::min(beginning.find_first_of("\r\n", at), beginning.size());
    if (end > at) {
      std::string line = line_at(beginning, at);
      if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
      ++lines;
      if (is_iptc7901_header(line)) return beginning.substr(0, end).find(kSoh) != beginning.npos ? 95 : 80;
    }
    at = end + 1;
  }
  return 0;
}

}  // namespace

extern const Format format_iptc7901;
const Format format_iptc7901{"iptc7901", ".7901 .iptc .txt", "id title body published section authors source tags", recognise, read};

}  // namespace backfile::readers
