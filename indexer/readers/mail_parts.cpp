// RFC 2046, leniently: boundaries that never come, parts without headers.
#include "indexer/readers/mail_parts.h"

#include <algorithm>
#include <vector>

#include "indexer/readers/header_lines.h"
#include "indexer/readers/mail_encoding.h"
#include "indexer/text/charset.h"
#include "indexer/wording/words.h"

namespace backfile::readers {
namespace {

constexpr int kMaxDepth = 12;
constexpr std::size_t kMaxParts = 2'000;

std::string parameter(std::string_view header, std::string_view name) {
  const std::string folded = wording::lower(header);
  if (folded.size() != header.size()) return {};
  for (auto at = folded.find(name); at != folded.npos; at = folded.find(name, at + 1)) {
    const auto before = at == 0 ? folded.npos : folded.find_last_not_of(" \t\n\r", at - 1);
    if (before == folded.npos || folded[before] != ';') continue;
    auto value = folded.find_first_not_of(" \t", at + name.size());
    if (value == folded.npos || folded[value] != '=') continue;
    value = folded.find_first_not_of(" \t", value + 1);
    if (value == folded.npos) return {};
    if (header[value] == '"') {
      const auto end = header.find('"', value + 1);
      return std::string(header.substr(value + 1, end == header.npos ? end : end - value - 1));
    }
    return std::string(header.substr(value, std::min(header.find_first_of("; \t\r\n", value), header.size()) - value));
  }
  return {};
}

std::string decoded_body(const MailPart& part) {
  const std::string encoding = wording::lower(HeaderLines(part.headers).value("Content-Transfer-Encoding"));
  if (encoding == "base64") return decode_base64(part.body);
  if (encoding == "quoted-printable") return decode_quoted_printable(part.body);
  return std::string(part.body);
}

/// The parts between lines of `--boundary`. The last may lack its end.
std::vector<std::string_view> parts_between(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> parts;
  const std::string mark = "--" + boundary;
  std::size_t begin = body.npos;
  for (auto at = body.find(mark); at != body.npos && parts.size() < kMaxParts; at = body.find(mark, at + mark.size())) {
    if (at > 0 && body[at - 1] != '\n') continue;
    if (begin != body.npos) parts.push_back(body.substr(begin, at - begin));
    const auto line_end = body.find('\n', at);
    begin = line_end == body.npos ? body.size() : line_end + 1;
    if (body.substr(at + mark.size(), 2) == "--") return parts;
  }
  if (begin != body.npos && parts.size() < kMaxParts) parts.push_back(body.substr(begin));
  return parts;
}

/// Lines that end in a space go on; `-- ` does not.
std::string unflowed(std::string_view text) {
  std::string joined;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto line = text.substr(begin, end - begin);
    joined += line;
    if (!line.ends_with(' ') || line == "-- ") joined += '\n';
    begin = end + 1;
  }
  return joined;
}

void append(std::string& all, std::string text) {
  if (text.find_first_not_of(" \t\n") == text.npos) return;
  all += all.empty() ? std::move(text) : "\n\n" + text;
}

void collect(const MailPart& part, int depth, MailTexts& texts) {
  if (depth == kMaxDepth) {
    texts.too_deep = true;
    return;
  }
  const HeaderLines headers(part.headers);
  const MailType type = mail_type_of(headers.value("Content-Type"));
  if (type.value.starts_with("multipart/") && !type.boundary.empty()) {
    for (const auto child : parts_between(part.body, type.boundary)) collect(split_part(child), depth + 1, texts);
    return;
  }
  const std::string disposition = wording::lower(headers.value("Content-Disposition"));
  if (disposition.starts_with("attachment")) return;
  if (type.value == "message/rfc822") return collect(split_part(part.body), depth + 1, texts);
  if (type.value != "text/html" && type.value != "text/plain" && !type.value.starts_with("multipart/")) return;
  std::string text = text::to_utf8(decoded_body(part), type.charset).text;
  if (type.value == "text/html")
    append(texts.html, std::move(text));
  else
    append(texts.plain, type.flowed ? unflowed(text) : std::move(text));
}

bool find_page(const MailPart& part, int depth, MailPage& page) {
  const MailType type = mail_type_of(HeaderLines(part.headers).value("Content-Type"));
  if (type.value == "text/html") {
    page = {decoded_body(part), type.charset};
    return true;
  }
  if (depth == kMaxDepth || type.boundary.empty()) return false;
  for (const auto child : parts_between(part.body, type.boundary)) {
    if (find_page(split_part(child), depth + 1, page)) return true;
  }
  return false;
}

}  // namespace

MailType mail_type_of(std::string_view header) {
  MailType type;
  type.value = wording::lower(header.substr(0, header.find_first_of("; \t")));
  if (type.value.empty() || type.value == "text") type.value = "text/plain";
  type.charset = parameter(header, "charset");
  type.boundary = parameter(header, "boundary");
  type.name = parameter(header, "name");
  type.flowed = wording::lower(parameter(header, "format")) == "flowed";
  return type;
}

MailPart split_part(std::string_view text) {
  if (text.starts_with('\n')) return {{}, text.substr(1)};
  const auto blank = text.find("\n\n");
  if (blank == text.npos) return {text, {}};
  return {text.substr(0, blank + 1), text.substr(blank + 2)};
}

MailTexts texts_of(const MailPart& message) {
  MailTexts texts;
  collect(message, 0, texts);
  return texts;
}

MailPage page_of(const MailPart& message) {
  MailPage page;
  find_page(message, 0, page);
  return page;
}

}  // namespace backfile::readers
