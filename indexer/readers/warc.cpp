// The warc reader: crawls of the Web in ISO 28500, versions 0.17 to 1.1. Their pages are articles; see crawl_page.h.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <string>

#include "indexer/readers/crawl_page.h"
#include "indexer/readers/crawl_records.h"
#include "indexer/readers/header_lines.h"
#include "indexer/readers/reader.h"

namespace backfile::readers {
namespace {

bool begins(std::string_view line) {
  constexpr std::string_view kName = "WARC/";
  if (!line.starts_with(kName) || line.size() > 20) return false;
  line.remove_prefix(kName.size());
  const auto digits = line.find_first_not_of("0123456789.");
  return digits != 0 && digits != line.npos && line.find_first_not_of(" \t\r\n", digits) == line.npos;
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  return text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size() ? std::nullopt : std::optional(value);
}

CrawlHeader parse(std::string_view text) {
  const HeaderLines lines(text);
  CrawlHeader header;
  header.type = lower(lines.value("WARC-Type"));
  header.uri = lines.value("WARC-Target-URI");
  header.media_type = lines.value("Content-Type");
  header.date = lines.value("WARC-Date");
  header.truncated = lines.value("WARC-Truncated");
  header.length = number(lines.value("Content-Length"));
  return header;
}

constexpr CrawlDialect kWarc{"WARC", begins, false, parse};

int recognise(std::string_view head, std::string_view path) {
  const auto text = head.substr(std::min(head.find_first_not_of("\r\n \t"), head.size()));
  if (begins(text.substr(0, text.find('\n') == text.npos ? 0 : text.find('\n') + 1))) return 100;
  // Its beginning is lost, but records follow.
  if (head.find("\nWARC/1.") != head.npos && head.find("\nWARC-Type:") != head.npos) return 80;
  return path.ends_with(".warc") ? 30 : 0;
}

void read(Input& input, Sink& sink) { read_crawl(input, kWarc, sink); }

}  // namespace

extern const Format format_warc;
const Format format_warc{"warc", ".warc", "url title subtitle body published modified section authors source language tags", recognise,
                         read};

}  // namespace backfile::readers
