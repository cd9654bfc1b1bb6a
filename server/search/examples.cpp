#include "server/search/examples.h"

#include <algorithm>

#include "indexer/analysis/analyzer.h"

namespace backfile::search {
namespace {

constexpr std::size_t kTags = 2;           // of the examples
constexpr std::size_t kShortest = 4;       // characters of a telling word
constexpr std::uint32_t kHeadlines = 5;    // looked at for each example
constexpr std::uint64_t kFewArticles = 2;  // so many of a tag are worth a search

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// The two words in a row of a headline that are longest together, which are oftener a name or a thing than others are.
std::string telling_words(analysis::Analyzer& analyzer, const article::Article& article) {
  std::string_view best;
  std::size_t most = 0, before_begin = 0, before_length = 0;
  std::uint32_t before_position = 0;
  for (const auto& token : analyzer.tokens(article.title, article.language)) {
    const auto length = characters(std::string_view(article.title).substr(token.byte_begin, token.byte_end - token.byte_begin));
    const bool beside = before_length >= kShortest && token.position == before_position + 1;
    if (beside && length >= kShortest && before_length + length > most) {
      best = std::string_view(article.title).substr(before_begin, token.byte_end - before_begin);
      most = before_length + length;
    }
    before_begin = token.byte_begin;
    before_length = length;
    before_position = token.position;
  }
  // What stands between them may be a sign of the query language.
  return best.find_first_of("\"()-~*:") == std::string_view::npos ? std::string(best) : std::string();
}

class Collection {
 public:
  Collection(Engine& engine, std::size_t most) : engine_(engine), most_(most) {}

  /// Takes a query that finds something and is not there yet.
  Result<bool> offer(const std::string& q) {
    if (q.empty() || examples_.size() >= most_ || std::find(examples_.begin(), examples_.end(), q) != examples_.end()) return false;
    query::SearchRequest request;
    request.q = q;
    request.match = query::Match::all;
    request.page_size = 1;
    request.snippets = 0;
    request.corrections = false;
    const auto results = engine_.search(request);
    if (!results) return tl::unexpected<Error>(results.error());
    if (results->total > 0) examples_.push_back(q);
    return results->total > 0;
  }

  std::vector<std::string> take() { return std::move(examples_); }

 private:
  Engine& engine_;
  const std::size_t most_;
  std::vector<std::string> examples_;
};

}  // namespace

Result<std::vector<std::string>> examples(Engine& engine, std::size_t most) {
  Collection collection(engine, most);
  analysis::Analyzer analyzer;
  query::SearchRequest request;
  request.facets = {"tag"};
  request.page_size = kHeadlines;
  request.snippets = 0;
  std::uint64_t total = 0;
  for (const double place : {1.0, 0.5, 0.0}) {
    request.sort = place == 0 ? query::Sort::oldest : query::Sort::newest;
    request.page = place == 0.5 ? static_cast<std::uint32_t>(std::min<std::uint64_t>(1 + total / 2 / kHeadlines, 1'000'000)) : 1;
    const auto results = engine.search(request);
    if (!results) return tl::unexpected<Error>(results.error());
    total = results->total;
    std::size_t tags = 0;
    for (const auto& facet : results->facets) {
      for (const auto& value : facet.values) {
        if (tags == kTags || value.count < kFewArticles || characters(value.value) < kShortest) continue;
        const auto taken = collection.offer(value.value);
        if (!taken) return tl::unexpected<Error>(taken.error());
        tags += *taken;
      }
    }
    request.facets.clear();
    for (const auto& hit : results->hits) {
      const auto taken = collection.offer(telling_words(analyzer, hit.article));
      if (!taken) return tl::unexpected<Error>(taken.error());
      if (*taken) break;
    }
  }
  return collection.take();
}

}  // namespace backfile::search
