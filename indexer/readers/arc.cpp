// The arc reader: crawls in the Internet Archive's format of 1996 to 2008, versions 1 (1.0 and 1.1) and 2. Their pages are articles; see
// crawl_page.h. A record is a line, "URL IP-address Archive-date Content-type Archive-length" (version 2 has more between the type and
// the length), and that many bytes.
#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "indexer/readers/crawl_page.h"
#include "indexer/readers/crawl_records.h"
#include "indexer/readers/reader.h"

namespace backfile::readers {
namespace {

bool is_digits(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && text.find_first_not_of("0123456789") == text.npos;
}

bool is_address(std::string_view text) {
  if (text == "-") return true;
  return text.size() <= 45 && text.find_first_of(".:") != text.npos && text.find_first_not_of("0123456789abcdefABCDEF.:") == text.npos;
}

/// 20080430204825 as ISO 8601; dates of 12 digits have no seconds, of 17 they have fractions.
std::string iso_date(std::string_view digits) {
  std::string date;
  date.append(digits.substr(0, 8)).append("T").append(digits.substr(8, 4));
  return date.append(digits.size() >= 14 ? digits.substr(12, 2) : "00").append("Z");
}

struct Line {
  std::string_view uri, date, media_type, length;
};

/// Addresses and types hold spaces where a server sent them, so the address is whatever stands before the last IP address and date.
std::optional<Line> parts(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
  const auto last = line.rfind(' ');
  if (last == line.npos || !is_digits(line.substr(last + 1), 1, 19) || line.find(':') > last) return std::nullopt;
  constexpr std::size_t kMaxParts = 1'000;
  std::size_t end = last;  // of the part looked at
  for (std::size_t count = 0; count < kMaxParts && end != line.npos && end > 0; ++count) {
    const auto date_at = line.rfind(' ', end - 1);
    if (date_at == line.npos || date_at == 0) return std::nullopt;
    const auto date = line.substr(date_at + 1, end - date_at - 1);
    const auto address_at = line.rfind(' ', date_at - 1);
    if (address_at == line.npos || address_at == 0) return std::nullopt;
    if (is_digits(date, 12, 17) && is_address(line.substr(address_at + 1, date_at - address_at - 1)) && end < last) {
      const auto rest = line.substr(end + 1, last - end - 1);
      const bool version_2 = std::count(rest.begin(), rest.end(), ' ') >= 5;
      return Line{line.substr(0, address_at), date, version_2 ? rest.substr(0, rest.find(' ')) : rest, line.substr(last + 1)};
    }
    end = date_at;
  }
  return std::nullopt;
}

bool begins(std::string_view line) {
  const auto found = parts(line);
  return found && found->uri.find(':') != std::string_view::npos && found->uri.find_first_of("<>\"{}") == std::string_view::npos;
}

CrawlHeader parse(std::string_view text) {
  const Line line = parts(text).value_or(Line{});
  CrawlHeader header;
  header.type = line.uri.starts_with("filedesc:") ? "filedesc" : "response";
  header.uri = line.uri;
  header.media_type = line.media_type;
  header.date = iso_date(line.date);
  std::uint64_t length = 0;
  if (std::from_chars(line.length.data(), line.length.data() + line.length.size(), length).ec == std::errc()) header.length = length;
  return header;
}

constexpr CrawlDialect kArc{"ARC", begins, true, parse};

int recognise(std::string_view head, std::string_view path) {
  const auto first = head.substr(0, head.find('\n') == head.npos ? 0 : head.find('\n') + 1);
  if (begins(first)) return first.starts_with("filedesc:") ? 100 : 90;
  return path.ends_with(".arc") ? 30 : 0;
}

void read(Input& input, Sink& sink) { read_crawl(input, kArc, sink); }

}  // namespace

extern const Format format_arc;
const Format format_arc{"arc", ".arc", "url title subtitle body published modified section authors source language tags", recognise, read};

}  // namespace backfile::readers
