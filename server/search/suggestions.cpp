// Walks of bounded length over the sorted terms, then a question to the archive for every completion that is to be shown: terms of withheld
// and embargoed articles stand among the others, so only what an article that may be seen has is offered.
#include "server/search/suggestions.h"

#include <algorithm>
#include <utility>

#include "indexer/article/id.h"
#include "indexer/article/stored.h"
#include "server/search/engine_impl.h"

namespace backfile::search {
namespace {

constexpr std::size_t kMostWalked = 20'000;       // terms: 2 milliseconds or so
constexpr std::size_t kMostCompletions = 100;     // kept of these, by frequency
constexpr double kSeconds = 0.05;                 // for everything; what is found by then is the answer
constexpr Xapian::doccount kMostSorted = 20'000;  // articles with such words that are put in order; of more, some are taken

using Query = Xapian::Query;
using Counted = std::pair<Xapian::doccount, std::string>;  // articles, word

// Words with the prefix, the most frequent first.
std::vector<Counted> completions(const Xapian::Database& database, const std::string& field_prefix, const std::string& begun) {
  std::vector<Counted> found;
  const std::string prefix = field_prefix + begun;
  const auto end = database.allterms_end(prefix);
  std::size_t walked = 0;
  for (auto term = database.allterms_begin(prefix); term != end && walked < kMostWalked; ++term, ++walked)
    found.emplace_back(term.get_termfreq(), (*term).substr(field_prefix.size()));
  const auto most = std::min(kMostCompletions, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most), found.end(),
                    [](const Counted& a, const Counted& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  found.resize(most);
  return found;
}

std::string description_of(const article::Article& article) {
  const std::string date = article::to_iso(article.published).substr(0, 10);
  return article.source + (article.source.empty() || date.empty() ? "" : ", ") + date;
}

struct Typed {
  std::string before, begun;       // the text up to the last word, and the last word, folded
  std::vector<std::string> words;  // the folded words before it
};

class Asking {
 public:
  Asking(const Xapian::Database& database, const query::SuggestRequest& request, const Typed& typed, const Deadline& deadline)
      : database_(database), request_(request), typed_(typed), deadline_(deadline), now_(article::now_instant()) {}

  std::vector<Suggestion> words() {
    std::vector<Suggestion> found, others;
    // Headlines have few words: a letter or two would stand for more of the text's than can be walked.
    const bool short_one = typed_.begun.size() < 3;
    for (const auto& [articles, word] : completions(database_, short_one ? schema::title_word_term({}) : std::string(), typed_.begun)) {
      if (found.size() == request_.limit) break;
      if (matches(all(false, Query(schema::word_term(word))), 0, 1).empty()) continue;
      if (follows_in_a_headline(word))
        found.push_back({typed_.before + word, {}});
      else if (others.size() < request_.limit)
        others.push_back({typed_.before + word, {}});
    }
    for (auto& other : others)
      if (found.size() < request_.limit) found.push_back(std::move(other));
    return found;
  }

  std::vector<Suggestion> headlines() {
    std::vector<std::string> terms;
    Xapian::doccount articles = 0;
    for (const auto& [count, word] : completions(database_, schema::title_word_term({}), typed_.begun)) {
      terms.push_back(schema::title_word_term(word));
      articles += count;
    }
    for (const auto& word : typed_.words) articles = std::min(articles, database_.get_termfreq(schema::title_word_term(word)));
    std::vector<Suggestion> found;
    const auto mset =
        matches(all(true, Query(Query::OP_OR, terms.begin(), terms.end())), articles <= kMostSorted ? articles : 0, 2 * request_.limit);
    for (auto i = mset.begin(); i != mset.end() && found.size() < request_.limit; ++i) {
      const auto article = article::decode(i.get_document().get_data(), article::Boxes::without);
      if (!article) continue;
      const bool known = std::any_of(found.begin(), found.end(), [&](const Suggestion& other) { return other.text == article->title; });
      if (!known) found.push_back({article->title, description_of(*article)});
    }
    return found;
  }

 private:
  // Whether it stands right behind the word before it in some headline: "climate change" goes before "climate china".
  bool follows_in_a_headline(const std::string& word) const {
    if (typed_.words.empty()) return true;
    const std::string terms[] = {schema::title_word_term(typed_.words.back()), schema::title_word_term(word)};
    return !matches(Query(Query::OP_PHRASE, std::begin(terms), std::end(terms), 2), 0, 1).empty();
  }

  // The words before, and the last one.
  Query all(bool in_title, Query last) const {
    for (const auto& word : typed_.words)
      last = Query(Query::OP_AND, last, Query(in_title ? schema::title_word_term(word) : schema::word_term(word)));
    return last;
  }

  // sorted: articles that the query may match, to see all of them, the newest first; 0: any will do.
  Xapian::MSet matches(const Query& query, Xapian::doccount sorted, Xapian::doccount most) const {
    deadline_.check();
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    if (sorted > 0) enquire.set_sort_by_value(schema::kNewestSlot, true);
    enquire.set_query(query::restrict(query, request_.filters, {now_}));
    return enquire.get_mset(0, most, 0, nullptr, &deadline_);
  }

  const Xapian::Database& database_;
  const query::SuggestRequest& request_;
  const Typed& typed_;
  const Deadline& deadline_;
  const std::int64_t now_;
};

Typed typed_in(const std::string& text, analysis::Analyzer& analyzer) {
  Typed typed;
  std::size_t begin = 0;
  for (const auto& token : analyzer.tokens(text, {})) {
    if (!typed.begun.empty() && token.byte_begin != begin) typed.words.push_back(std::move(typed.begun));
    begin = token.byte_begin;
    typed.begun = token.term;
  }
  typed.before = text.substr(0, begin);
  return typed;
}

}  // namespace

Result<Suggestions> Engine::suggest(const query::SuggestRequest& request) {
  const Deadline deadline(Deadline::Clock::now() + std::chrono::milliseconds(static_cast<int>(1000 * kSeconds)));
  Suggestions found;
  const Typed typed = typed_in(request.filters.q, impl_->analyzer);
  if (typed.begun.empty()) return found;
  auto done = impl_->reader->with([&](Xapian::Database& database) {
    found = {};
    Asking asking(database, request, typed, deadline);
    try {
      found.words = asking.words();
      found.headlines = asking.headlines();
    } catch (const DeadlinePassed&) {
      // Suggestions that come late are of no use: what there is will do.
    }
    return true;
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return found;
}

}  // namespace backfile::search
