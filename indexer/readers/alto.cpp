// The alto reader: METS issues with pages of ALTO, article by article, and pages of ALTO that no METS names.
#include "indexer/readers/alto_coverage.h"
#include "indexer/readers/alto_file.h"
#include "indexer/readers/alto_text.h"
#include "indexer/readers/mets_issue.h"
#include "indexer/readers/reader.h"
#include "indexer/source/peeked_stream.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

std::vector<AltoSegment> segments_of_page(const AltoFile& alto, std::uint32_t page) {
  std::vector<AltoSegment> segments;
  for (const std::uint32_t number : alto.order) {
    const AltoBlock& block = alto.blocks[number];
    if (block.page != page) continue;
    for (std::uint32_t line = block.begin; line < block.end; ++line)
      segments.push_back({&alto, line, alto.lines[line].begin, alto.lines[line].end, 0, line == block.begin});
  }
  return segments;
}

article::Article article_of_page(const AltoFile& alto, std::uint32_t number, const std::vector<AltoSegment>& segments) {
  const AltoPage& page = alto.pages[number];
  article::Article article;
  article.language = alto.language;
  article.page = page.label;
  if (!page.label.empty()) article.title = "Page " + page.label;
  AltoText text = text_of_segments(segments, AltoLayout::paragraphs);
  article.body = std::move(text.text);
  article.scan.words = std::move(text.boxes);
  article.scan.pages = {{alto.image, page.label, page.width, page.height, alto.unit}};
  MeanConfidence confidence;
  confidence.add(segments);
  article.scan.confidence = confidence.mean();
  if (!article.scan.confidence && page.confidence >= 0) article.scan.confidence = page.confidence;
  return article;
}

void read_page(Input& input, Sink& sink) {
  if (const auto issue = issue_that_names(input)) return sink.passed_over(1, "a page of the issue " + *issue + ", and read with it");
  const AltoFile alto = read_alto(input.bytes, input.options);
  if (alto.words.empty() && !alto.broken.empty()) return sink.refused(1, alto.broken);
  if (alto.words.empty()) return sink.passed_over(1, "a page without text");
  if (!alto.broken.empty())
    sink.warning(1, "read only as far as it goes: " + alto.broken);
  else
    for (const std::string& problem : alto.problems) sink.warning(1, problem);
  for (std::uint32_t page = 0; page < alto.pages.size(); ++page) {
    const auto segments = segments_of_page(alto, page);
    if (segments.empty()) {
      sink.passed_over(page + 1, "a page without text");
    } else if (!sink.article(article_of_page(alto, page, segments), page + 1)) {
      return;
    }
  }
}

void read(Input& input, Sink& sink) {
  constexpr std::size_t kHeadBytes = 64 * 1024;
  source::PeekedStream bytes(input.bytes, kHeadBytes);
  const std::string root = markup::xml_root(bytes.head()).name;
  Input whole{input.path, input.name, bytes, input.options, input.neighbours};
  if (root == "mets") return read_mets_issue(whole, sink);
  if (root == "alto") return read_page(whole, sink);
  sink.refused(1, "neither METS nor ALTO");
}

int recognise(std::string_view head, std::string_view) {
  const markup::XmlRoot root = markup::xml_root(head);
  if (root.name == "alto") return root.space.empty() || root.space.find("alto") != root.space.npos ? 100 : 80;
  if (root.name == "mets") return root.space.empty() || root.space.find("METS") != root.space.npos ? 100 : 80;
  return 0;
}

}  // namespace

extern const Format format_alto;
const Format format_alto{
    "alto", ".xml", "id source section authors language page edition title subtitle body published ocr_confidence scan", recognise, read};

}  // namespace backfile::readers
