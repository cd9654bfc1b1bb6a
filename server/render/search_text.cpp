#include "server/render/search_text.h"

#include <cmath>

#include "server/render/next_page.h"
#include "server/render/url.h"

namespace backfile::render {
namespace {

constexpr std::size_t kWidth = 80, kIndent = 4;

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// Words on lines, as many as fit; what has no space stays whole.
std::string wrapped(std::string_view text) {
  std::string out;
  std::size_t column = 0;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find_first_of(" \n"));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (word.empty()) continue;
    std::size_t characters = 0;
    for (const char c : word) characters += begins_character(c);
    const bool fits = column > 0 && column + 1 + characters <= kWidth;
    if (!fits && column > 0) out += '\n';
    out += fits ? std::string(" ") : std::string(kIndent, ' ');
    out += word;
    column = (fits ? column + 1 : kIndent) + characters;
  }
  return out.empty() ? out : out + '\n';
}

// The text with its marks between asterisks. Marks are offsets in code points, in order.
std::string marked(const search::Highlighted& snippet) {
  std::string out;
  std::uint32_t character = 0;
  auto mark = snippet.marks.begin();
  for (const char c : snippet.text) {
    if (begins_character(c)) {
      if (mark != snippet.marks.end() && character == mark->second) {
        out += '*';
        ++mark;
      }
      if (mark != snippet.marks.end() && character == mark->first) out += '*';
      ++character;
    }
    out += c;
  }
  if (mark != snippet.marks.end()) out += '*';
  return out;
}

std::string joined(std::initializer_list<std::string> parts, const char* between) {
  std::string out;
  for (const auto& part : parts)
    if (!part.empty()) out += (out.empty() ? "" : between) + part;
  return out;
}

std::string entry(std::uint64_t number, const search::Hit& hit, std::string_view articles) {
  const article::Article& article = hit.article;
  std::string authors;
  for (const auto& author : article.authors) authors += (authors.empty() ? "" : ", ") + author;
  std::string text = std::to_string(number) + ". " + (article.title.empty() ? "[no title] " + article.id : article.title) + '\n';
  text += wrapped(joined({article.source, article::to_iso(article.published).substr(0, 10), article.section, authors}, " | "));
  for (const auto& snippet : hit.snippets) text += wrapped(marked(snippet));
  for (const auto& correction : article.corrections) text += wrapped("Correction: " + correction.text);
  return text + std::string(kIndent, ' ') + (article.url.empty() ? std::string(articles) + percent_encode(article.id) : article.url) +
         "\n\n";
}

}  // namespace

std::string search_text(const query::SearchRequest& request, const search::SearchResults& results, std::string_view path,
                        std::string_view articles) {
  const bool one = results.total == 1;
  std::string text =
      std::to_string(results.total) + (one ? " article" : " articles") + (results.parsed.empty() ? "" : ": ") + results.parsed + '\n';
  for (const auto& warning : results.warnings) text += warning + '\n';
  if (results.did_you_mean)
    text += "Did you mean: " + results.did_you_mean->q + " (" + std::to_string(results.did_you_mean->total) + ")?\n";
  text += '\n';
  std::uint64_t number = request.cursor ? 1 : std::uint64_t{request.page - 1} * request.page_size + 1;
  for (const auto& hit : results.hits) text += entry(number++, hit, articles);
  const std::string next = next_page(request, results, path);
  return next.empty() ? text : text + "Next: " + next + '\n';
}

}  // namespace backfile::render
