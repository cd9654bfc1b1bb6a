// Runs the cases of one JSON file: its articles go through the real indexer into a temporary archive, its requests through the engine.
// A case: {"comment", "request": "q=…&from=…", and what to expect}. Expectations, each optional:
//   ids         in this order                      total, match, parsed    exactly
//   ids_in_any_order                               warnings                one text for each warning, contained in it, in order
//   did_you_mean  {"q", "total"} or false               facets  {"name": [["value", count], ["selected one", count, true]]}
//   title_html, snippets  {"id": "html"}           explained               {"id": [sentence, …]}
//   error       {"code", "param"} instead of an answer   reasons     {"id": "what adds to its score besides words"}
// "limits" {"deadline_seconds", "max_clauses", "max_depth", "max_wildcards", "max_expansions", "snippet_length", "recency"} are the
// engine's for this case alone.
// An article with "copies" is that many, their ids ID-0, ID-1, …
// "synonyms" beside "articles": lines of the operator's file, for all cases.
// {"article": "id"} instead of a request asks for one article; "found": whether there is one.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "indexer/ingest/pipeline.h"
#include "server/query/request.h"
#include "server/search/engine.h"

namespace {

using namespace backfile;
using nlohmann::json;
namespace fs = std::filesystem;

class Quiet : public ingest::Progress {
 public:
  void tick(const ingest::Report&, double) override {}
  void committed(std::uint64_t) override {}
  void refused(const ingest::Refusal& refusal) override { std::fprintf(stderr, "refused: %s\n", refusal.reason.c_str()); }
  void warned(const ingest::Refusal&) override {}
  void passed_over(const ingest::Refusal&) override {}
};

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name = (fs::temp_directory_path() / "backfile-search-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;  // a leftover in the temporary directory harms nobody
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string decoded(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

query::Parameters parameters(const std::string& request) {
  query::Parameters out;
  for (std::size_t begin = 0; begin < request.size();) {
    const auto end = std::min(request.find('&', begin), request.size());
    const auto pair = request.substr(begin, end - begin);
    const auto equals = std::min(pair.find('='), pair.size());
    out.emplace_back(decoded(pair.substr(0, equals)), equals < pair.size() ? decoded(pair.substr(equals + 1)) : "");
    begin = end + 1;
  }
  return out;
}

const char* name(Code code) {
  static constexpr const char* kNames[] = {"invalid", "not_found", "gone", "refused", "locked", "busy", "damaged", "version", "io"};
  return kNames[static_cast<int>(code)];
}

// The answer in the terms of the cases: everything that one may expect.
json answer(search::Engine& engine, const std::string& request, const query::RequestLimits& limits) {
  const auto parsed = query::parse_request(parameters(request), limits);
  const auto results = parsed ? engine.search(*parsed) : tl::unexpected<Error>(parsed.error());
  if (!results)
    return {{"error", {{"code", name(results.error().code)}, {"param", results.error().param}}}, {"message", results.error().message}};
  json out{{"ids", json::array()},          {"total", results->total},
           {"parsed", results->parsed},     {"match", results->match == query::Match::any ? "any" : "all"},
           {"warnings", results->warnings}, {"title_html", json::object()},
           {"snippets", json::object()},    {"explained", json::object()},
           {"reasons", json::object()}};
  if (results->did_you_mean) {
    out["did_you_mean"] = {{"q", results->did_you_mean->q}, {"total", results->did_you_mean->total}};
  } else {
    out["did_you_mean"] = false;
  }
  for (const auto& hit : results->hits) {
    std::string reasons;
    out["ids"].push_back(hit.article.id);
    out["title_html"][hit.article.id] = hit.title_html;
    for (const auto& part : hit.explanation.parts) reasons += (reasons.empty() || part.reason.empty() ? "" : "; ") + part.reason;
    out["reasons"][hit.article.id] = reasons;
    out["snippets"][hit.article.id] = hit.snippets.empty() ? "" : hit.snippets.front().html;
    out["explained"][hit.article.id] = hit.explanation.matches;
  }
  out["facets"] = json::object();
  for (const auto& facet : results->facets) {
    auto& values = out["facets"][facet.name] = json::array();
    for (const auto& value : facet.values)
      values.push_back(value.selected ? json{value.value, value.count, true} : json{value.value, value.count});
  }
  auto sorted = out["ids"].get<std::vector<std::string>>();
  std::sort(sorted.begin(), sorted.end());
  out["ids_in_any_order"] = sorted;
  return out;
}

bool agrees(const std::string& key, json expected, const json& got) {
  if (key == "ids_in_any_order") {
    auto ids = expected.get<std::vector<std::string>>();
    std::sort(ids.begin(), ids.end());
    expected = ids;
  }
  if (key == "title_html" || key == "snippets" || key == "explained" || key == "reasons") {
    for (const auto& [id, shown] : expected.items()) {
      if (got.value(id, json()) != shown) return false;
    }
    return true;
  }
  if (key == "warnings") {
    if (expected.size() != got.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (got[i].get<std::string>().find(expected[i].get<std::string>()) == std::string::npos) return false;
    }
    return true;
  }
  return expected == got;
}

query::RequestLimits request_limits_of(const json& test) {
  query::RequestLimits limits;
  const auto given = test.value("limits", json::object());
  limits.text.max_clauses = given.value("max_clauses", limits.text.max_clauses);
  limits.text.max_depth = given.value("max_depth", limits.text.max_depth);
  limits.text.max_wildcards = given.value("max_wildcards", limits.text.max_wildcards);
  return limits;
}

json got_for(search::Engine& engine, const json& test) {
  if (!test.contains("article")) return answer(engine, test.at("request"), request_limits_of(test));
  const auto article = engine.article(test["article"]);
  return {{"found", article.has_value()}, {"title", article ? article->title : ""}};
}

search::EngineLimits limits_of(const json& test) {
  search::EngineLimits limits;
  const auto given = test.value("limits", json::object());
  limits.deadline_seconds = given.value("deadline_seconds", limits.deadline_seconds);
  limits.max_expansions = given.value("max_expansions", limits.max_expansions);
  limits.snippet_length = given.value("snippet_length", limits.snippet_length);
  limits.recency = given.value("recency", limits.recency);
  return limits;
}

// Number of expectations that were not met.
int run_case(search::Engine& engine, const json& test) {
  int failures = 0;
  const auto got = got_for(engine, test);
  for (const auto& [key, expected] : test.items()) {
    if (key == "comment" || key == "request" || key == "article" || key == "limits") continue;
    const auto value = got.value(key, json());
    if (!value.is_null() && agrees(key, expected, value)) continue;
    ++failures;
    std::printf("FAILED: %s\n  %s\n  %s expected %s\n  %s      got %s\n", test.at("comment").get<std::string>().c_str(),
                test.value("request", test.value("article", "")).c_str(), key.c_str(), expected.dump().c_str(), key.c_str(),
                value.is_null() ? got.dump().c_str() : value.dump().c_str());
  }
  return failures;
}

Result<void> load(const json& articles, const fs::path& directory, const std::string& archive) {
  const auto file = directory / "articles.jsonl";
  std::ofstream out(file);
  std::size_t count = 0;
  for (auto article : articles) {
    const int copies = article.value("copies", 0);
    article.erase("copies");
    const std::string id = article.at("id");
    for (int copy = 0; copy < std::max(1, copies); ++copy, ++count) {
      if (copies > 0) article["id"] = id + "-" + std::to_string(copy);
      out << article.dump() << '\n';
    }
  }
  out.close();
  ingest::AddOptions options;
  options.archive = archive;
  options.jobs = 1;
  Quiet progress;
  const auto report = ingest::add({file.string()}, options, progress);
  if (!report) return tl::unexpected<Error>(report.error());
  if (report->added != count) return fail(Code::invalid, "only " + std::to_string(report->added) + " of the articles were added");
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: search_cases FILE.json\n"), 2;
  std::ifstream in(argv[1]);
  const auto cases = json::parse(in);
  const TemporaryDirectory directory;
  const auto archive = (directory.path() / "archive").string();
  if (const auto loaded = load(cases.at("articles"), directory.path(), archive); !loaded) {
    return std::fprintf(stderr, "%s\n", loaded.error().message.c_str()), 1;
  }
  std::string lines;
  for (const auto& line : cases.value("synonyms", json::array())) lines += line.get<std::string>() + '\n';
  auto read = query::Synonyms::read(lines);
  if (!read) return std::fprintf(stderr, "%s\n", read.error().message.c_str()), 1;
  const auto synonyms = std::make_shared<const query::Synonyms>(std::move(*read));
  auto engine = search::Engine::open(archive, {});
  if (!engine) return std::fprintf(stderr, "%s\n", engine.error().message.c_str()), 1;
  (*engine)->set_synonyms(synonyms);
  (*engine)->set_idle_threads(search::make_idle_threads(3));  // as a server has them: what is found is the same
  int failures = 0;
  for (const auto& test : cases.at("cases")) {
    if (test.contains("limits")) {
      auto limited = search::Engine::open(archive, limits_of(test));
      if (!limited) return std::fprintf(stderr, "%s\n", limited.error().message.c_str()), 1;
      (*limited)->set_synonyms(synonyms);
      failures += run_case(**limited, test);
    } else {
      failures += run_case(**engine, test);
    }
  }
  std::printf("%zu cases, %d expectations not met\n", cases.at("cases").size(), failures);
  return failures == 0 ? 0 : 1;
}
