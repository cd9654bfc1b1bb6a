// Microseconds to mark a text and to make its snippet, tokenising included and apart. Usage: highlight FILE QUERY [LANGUAGE]; FILE holds
// UTF-8 text. Measured on its first 5 KB, as one article, and on 1 MB of it (repeated where it is shorter).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "server/query/ast.h"
#include "server/search/highlight.h"
#include "tests/unit/query/word_list.h"

namespace {

using namespace backfile;

/// The median of `rounds` runs, in microseconds.
template <class Work>
double median(int rounds, Work&& work) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
  }
  std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
  return times[static_cast<std::size_t>(rounds) / 2];
}

void measure(const char* name, const std::string& text, const query::PlanNode& plan, const std::string& language,
             analysis::Analyzer& analyzer, int rounds) {
  search::Highlighter highlighter(analyzer);
  const double tokens = median(rounds, [&] { analyzer.tokens(text, language); });
  const double marks = median(rounds, [&] { highlighter.marks(plan, text, language, schema::Field::body); });
  const double snippets = median(rounds, [&] { highlighter.snippets(plan, text, language, {1, 240}); });
  std::printf("%-6s %8zu bytes, %zu marks: tokens %.0f us, marks %.0f us beyond, snippet %.0f us beyond, snippet in all %.0f us\n", name,
              text.size(), highlighter.marks(plan, text, language, schema::Field::body).size(), tokens, marks - tokens, snippets - tokens,
              snippets);
  for (const auto& snippet : highlighter.snippets(plan, text, language, {1, 240})) std::printf("       %s\n", snippet.html.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "usage: highlight FILE QUERY [LANGUAGE]\n"), 2;
  std::ifstream file(argv[1], std::ios::binary);
  std::stringstream buffer;
  buffer << file.rdbuf();
  const std::string text = std::move(buffer).str();
  const std::string language = argc > 3 ? argv[3] : "en";
  const auto parsed = query::parse(argv[2], {});
  if (text.empty() || !parsed) return std::fprintf(stderr, "highlight: nothing to read, or no query\n"), 2;
  analysis::Analyzer analyzer;
  query::WordList none;
  const auto plan = query::make_plan(parsed->root, {{language}, none}, analyzer).value();

  measure("5 KB", text.substr(0, std::min<std::size_t>(text.size(), 5000)), plan.root, language, analyzer, 501);
  std::string large = text;
  while (large.size() < 1'000'000) large += "\n\n" + text;
  large.resize(1'000'000);
  measure("1 MB", large, plan.root, language, analyzer, 31);
}
