// Any query over any text: the same matches in all tokens and in those of the wanted words, marks in order, on the bounds of characters,
// and html, text and marks that agree. The first line is the query, the rest the text.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "indexer/text/charset.h"
#include "server/query/plan.h"
#include "server/search/highlight.h"

namespace {

using namespace backfile;

class NoWords : public query::Vocabulary {
 public:
  std::vector<std::string> matching(schema::Field, std::string_view, std::size_t) override { return {"coal", "coals"}; }
  std::vector<std::string> similar(schema::Field, std::string_view, int, std::size_t) override { return {"strike"}; }
  Share share(std::string_view, std::string_view, std::string_view) override { return {}; }
};

/// The html without its marks, its five references undone.
std::string undone(std::string html) {
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"<mark>", ""}, {"</mark>", ""}}) {
    for (auto at = html.find(from); at != html.npos; at = html.find(from, at)) html.replace(at, from.size(), to);
  }
  if (html.find_first_of("<>\"'") != html.npos) std::abort();  // something came through unescaped
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}) {
    for (auto at = html.find(from); at != html.npos; at = html.find(from, at + to.size())) html.replace(at, from.size(), to);
  }
  return html;
}

void hold(const search::Highlighted& shown) {
  if (undone(shown.html) != shown.text) std::abort();
  std::uint32_t last = 0;
  for (const auto& [begin, end] : shown.marks) {
    if (begin < last || end <= begin) std::abort();
    last = end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  const auto line = std::min(input.find('\n'), input.size());
  const auto parsed = query::parse(input.substr(0, line), {});
  if (!parsed) return 0;
  static analysis::Analyzer analyzer;
  static search::Highlighter highlighter(analyzer);
  NoWords words;
  const auto plan = query::make_plan(parsed->root, {{"en", "ja"}, words}, analyzer);
  if (!plan) return 0;
  const std::string text = line < input.size() ? text::clean(input.substr(line + 1)) : std::string();
  for (const char* language : {"en", "ja"}) {
    const search::PlanMatcher matcher(plan->root, language, schema::Field::body);
    const auto matches = matcher.matches(analyzer.tokens(text, language));
    if (matcher.matches(analyzer.tokens(text, language, matcher.wanted())) != matches) std::abort();
    hold(highlighter.whole(plan->root, text, language, schema::Field::title));
    for (const auto& snippet : highlighter.snippets(plan->root, text, language, {3, 40})) hold(snippet);
  }
  return 0;
}
