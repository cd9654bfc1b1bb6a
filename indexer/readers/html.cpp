// The HTML reader: a web page as it was saved or served is one article.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "indexer/errors/deadline.h"
#include "indexer/page/page.h"
#include "indexer/readers/looks.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/whole_stream.h"

namespace backfile::readers {
namespace {

void read(Input& input, Sink& sink) {
  const auto bytes = read_whole(input.bytes, input.options.max_record_bytes);
  if (!bytes) {
    sink.refused(1, bytes.error().message);
    return;
  }
  const Deadline deadline(input.options.max_record_seconds);
  page::Page page{*bytes};
  page.language = input.options.default_language;
  auto article = page::article_in_page(page, deadline);
  if (article)
    sink.article(std::move(*article), 1);
  else if (article.error().code == Code::not_found)
    sink.passed_over(1, article.error().message);
  else
    sink.refused(1, article.error().message);
}

bool has_extension(std::string_view path) {
  constexpr std::array<std::string_view, 4> kExtensions = {".html", ".htm", ".xhtml", ".shtml"};
  std::string lower(path.substr(path.size() - std::min<std::size_t>(path.size(), 6)));
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::any_of(kExtensions.begin(), kExtensions.end(), [&](std::string_view extension) { return lower.ends_with(extension); });
}

int recognise(std::string_view head, std::string_view path) {
  const std::string looks = looks_like(head);
  if (looks == "HTML") return 70;
  return (looks.empty() || looks == "XML") && has_extension(path) && head.find('<') != head.npos ? 30 : 0;
}

}  // namespace

extern const Format format_html;
const Format format_html{"html", ".html .htm .xhtml .shtml",
                         "title subtitle body published modified url section authors source language tags", recognise, read};

}  // namespace backfile::readers
