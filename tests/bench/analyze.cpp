// Megabytes of text a second through the analyzer, on one core. Usage: analyze FILE [LANGUAGE] [ROUNDS]. FILE is UTF-8 text, paragraphs
// separated by blank lines; it is cut at line ends into pieces of the size of articles.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/analyzer.h"

namespace {

std::vector<std::string_view> pieces(std::string_view text) {
  constexpr std::size_t kArticleBytes = 6000;  // the mean of the English corpus
  std::vector<std::string_view> result;
  while (!text.empty()) {
    const std::size_t line_end = text.size() > kArticleBytes ? text.find('\n', kArticleBytes) : text.npos;
    const std::size_t length = line_end == text.npos ? text.size() : line_end + 1;
    result.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: analyze FILE [LANGUAGE] [ROUNDS]\n"), 2;
  std::ifstream file(argv[1], std::ios::binary);
  std::stringstream buffer;
  buffer << file.rdbuf();
  const std::string text = std::move(buffer).str();
  if (text.empty()) return std::fprintf(stderr, "analyze: nothing in %s\n", argv[1]), 2;
  const std::string language = argc > 2 ? argv[2] : "en";
  const int rounds = argc > 3 ? std::atoi(argv[3]) : 3;
  backfile::analysis::Analyzer analyzer;
  for (int round = 0; round < rounds; ++round) {
    std::size_t tokens = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const std::string_view piece : pieces(text)) tokens += analyzer.tokens(piece, language).size();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    std::printf("%.1f MB, %zu tokens, %.2f s, %.1f MB/s\n", megabytes, tokens, seconds.count(), megabytes / seconds.count());
  }
}
