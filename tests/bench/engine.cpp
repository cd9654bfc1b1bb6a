// Milliseconds a search takes inside one serving thread, snippets included: no HTTP, no JSON. Usage: engine ARCHIVE QUERIES [ROUNDS];
// QUERIES holds one query a line.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "server/search/engine.h"

namespace {

using namespace backfile;

void report(const char* name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) { return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))]; };
  double sum = 0;
  for (const double time : times) sum += time;
  std::printf("%-22s mean %.2f ms, p50 %.2f, p90 %.2f, p99 %.2f, most %.2f\n", name, sum / static_cast<double>(times.size()), at(0.5),
              at(0.9), at(0.99), at(1));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "usage: engine ARCHIVE QUERIES [ROUNDS]\n"), 2;
  auto engine = search::Engine::open(argv[1], {});
  if (!engine) return std::fprintf(stderr, "engine: %s\n", engine.error().message.c_str()), 1;
  std::ifstream file(argv[2]);
  std::vector<std::string> queries;
  for (std::string line; std::getline(file, line);) queries.push_back(line);
  if (queries.empty()) return std::fprintf(stderr, "engine: no queries in %s\n", argv[2]), 2;

  const int rounds = argc > 3 ? std::atoi(argv[3]) : 3;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> with_snippets, ids_only;
    std::size_t found = 0, fallbacks = 0;
    for (const auto& query : queries) {
      query::SearchRequest request;
      request.q = query;
      if (const auto results = (*engine)->search(request)) {
        with_snippets.push_back(results->took_ms);
        found += results->total > 0;
        fallbacks += results->match == query::Match::any;
      }
      request.fields = {"id"};
      if (const auto results = (*engine)->search(request)) ids_only.push_back(results->took_ms);
    }
    if (with_snippets.empty() || ids_only.empty()) return std::fprintf(stderr, "engine: no query was answered\n"), 1;
    std::printf("%zu queries, %zu with results, %zu by any word\n", queries.size(), found, fallbacks);
    report("  with ten snippets", with_snippets);
    report("  ids only", ids_only);
  }
}
