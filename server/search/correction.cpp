// A noisy channel: how likely the right words are beside each other, less what the mistake costs.
#include "server/search/correction.h"

#include <algorithm>
#include <cmath>

#include "indexer/schema/fields.h"
#include "server/search/letters_off.h"
#include "server/search/mistake.h"
#include "server/search/query_words.h"
#include "server/search/rows.h"

namespace backfile::search {
namespace {

constexpr std::uint64_t kFew = 5;           // articles: a query that finds more does not miss its unknown words
constexpr Xapian::doccount kRare = 3;       // articles: what fewer have may be anything
constexpr double kMoreFrequent = 10;        // times, that a correction must be than a rare word
constexpr double kFarMoreFrequent = 20;     // times, that it must be than a known word, for that to be doubted
constexpr std::size_t kLongWord = 6;        // letters, from which on two words hardly look alike by chance
constexpr double kSpeaksFor = 5;            // times, that a word must be more usual beside its neighbour than the one typed
constexpr std::uint64_t kUsual = 20;        // articles with two words in a row, for that to say anything
constexpr std::uint64_t kTimesFound = 20;   // that the correction of a known word must find
constexpr std::size_t kMostCorrected = 6;   // words of a query
constexpr std::size_t kMostCandidates = 6;  // for one word, whose neighbours are looked at
constexpr std::size_t kMostOffered = 3;     // of these, tried in the query
constexpr std::size_t kMostTrees = 6;

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string term_of(std::string_view folded, schema::Field scope) {
  return scope == schema::Field::body ? schema::word_term(folded) : std::string(schema::info(scope).word_prefix) + std::string(folded);
}

struct Candidate {
  std::string text;
  double likelihood;
  bool operator<(const Candidate& other) const {
    return likelihood != other.likelihood ? likelihood > other.likelihood : text < other.text;
  }
};

void keep_best(std::vector<Candidate>& candidates, std::size_t most) {
  std::sort(candidates.begin(), candidates.end());
  if (candidates.size() > most) candidates.resize(most);
}

class Correcting {
 public:
  Correcting(const query::Node& root, std::uint64_t found, const CorrectionContext& context)
      : root_(root), found_(found), context_(context), words_(words_of(root, context.analyzer)) {
    for (const QueryWord& word : words_) articles_.push_back(articles_with(word));
  }

  std::vector<Correction> run() {
    put_right();
    join();
    for (auto& [number, others] : candidates_)
      for (std::size_t i = 1; i < others.size(); ++i) offer({{number, others[i].text}}, others[i].likelihood - others[0].likelihood);
    std::stable_sort(offered_.begin(), offered_.end(),
                     [](const Correction& a, const Correction& b) { return a.likelihood > b.likelihood; });
    if (offered_.size() > kMostTrees) offered_.erase(offered_.begin() + kMostTrees, offered_.end());
    return std::move(offered_);
  }

 private:
  Xapian::doccount frequency(std::string_view folded, schema::Field scope) const {
    return context_.words.terms.articles(term_of(folded, scope));
  }

  /// In any form.
  Xapian::doccount articles_with(const QueryWord& word) const {
    Xapian::doccount most = frequency(word.folded, word.scope);
    if (word.scope != schema::Field::body && word.scope != schema::Field::title) return most;
    const bool in_title = word.scope == schema::Field::title;
    for (const auto& language : context_.languages) {
      std::vector<std::string> terms;
      for (const auto& token : context_.analyzer.tokens(word.typed, language))
        for (const auto stem : token.stems)
          if (!stem.empty()) terms.push_back(in_title ? schema::title_stem_term(language, stem) : schema::stem_term(language, stem));
      for (const auto& term : terms) most = std::max(most, context_.words.terms.articles(term));
    }
    return most;
  }

  std::uint64_t in_a_row(std::string_view first, std::string_view second, schema::Field scope, double needed) {
    const auto [known, fresh] = rows_.try_emplace(Row{term_of(first, scope), term_of(second, scope)});
    if (fresh || needed < known->second.needed)
      known->second = {articles_in_a_row(context_.words.terms, known->first, needed, context_.deadline), needed};
    return known->second.articles;
  }

  /// Numbers of the words beside it, the rarer first, which says more. A word that is everywhere says nothing.
  std::vector<std::size_t> neighbours(std::size_t i) const {
    std::vector<std::size_t> found;
    const auto add = [&](std::size_t other) {
      if (articles_[other] > 0 && articles_[other] * 2 < context_.words.terms.database.get_doccount()) found.push_back(other);
    };
    if (words_[i].second) add(i - 1);
    if (i + 1 < words_.size() && words_[i + 1].second) add(i + 1);
    if (found.size() == 2 && articles_[found[1]] < articles_[found[0]]) std::swap(found[0], found[1]);
    return found;
  }

  std::uint64_t beside(std::size_t other, std::size_t i, std::string_view text, double needed) {
    const schema::Field scope = words_[i].scope;
    return other < i ? in_a_row(words_[other].folded, text, scope, needed) : in_a_row(text, words_[other].folded, scope, needed);
  }

  /// Rows from which on a text is worth comparing with the best one found, where this is the rest of its likelihood.
  static double worth_comparing(const std::vector<Candidate>& found, double rest) {
    constexpr double kFarBehind = 3;  // doublings
    double best = 0;
    for (const Candidate& one : found) best = std::max(best, one.likelihood);
    return found.empty() ? 0 : std::exp2(best - rest - kFarBehind);
  }

  /// log2 of how often the text is what stands there, less `cost`; the less exactly, the farther it is behind those found.
  double likelihood(std::size_t i, const std::string& text, double cost, const std::vector<Candidate>& found) {
    const double articles = std::log2(1.0 + frequency(text, words_[i].scope));
    const auto others = neighbours(i);
    if (others.empty()) return articles - cost;
    const double rest = articles / 4 - cost;
    return std::log2(1.0 + static_cast<double>(beside(others.front(), i, text, worth_comparing(found, rest)))) + rest;
  }

  /// The same from above, without looking at the articles.
  double most_likelihood(std::size_t i, const std::string& text) const {
    const double articles = frequency(text, words_[i].scope);
    const auto others = neighbours(i);
    if (others.empty()) return std::log2(1.0 + articles);
    const double rows = std::min<double>(articles, frequency(words_[others.front()].folded, words_[i].scope));
    return std::log2(1.0 + rows) + std::log2(1.0 + articles) / 4;
  }

  std::vector<NearWord> similar(const QueryWord& word, int letters, double least, bool everywhere) const {
    constexpr std::size_t kLookedAt = 60;
    const bool in_body = word.scope == schema::Field::body, in_title = word.scope == schema::Field::title;
    std::vector<NearWord> near;
    // The dictionary may be older than the archive, and knows of words in texts alone.
    const auto add = [&](const std::string& text, int off) {
      const double articles = frequency(text, word.scope);
      if (articles < least) return;
      near.push_back({text, std::log2(1 + articles) - mistake_cost(off, text.front() == word.folded.front()), off});
    };
    if (context_.dictionary)
      for (const auto& one :
           context_.dictionary->similar(word.folded, {letters, least, !everywhere, in_body ? kMostCandidates : kLookedAt}))
        add(one.text, one.letters);
    const bool all_known = context_.dictionary_is_present && (in_body || in_title);
    const auto one_off = [](const NearWord& one) { return one.letters == 1; };
    if (everywhere && !all_known && std::none_of(near.begin(), near.end(), one_off)) {
      near.clear();
      const Letters typed(word.folded);
      for (const auto& text : context_.words.similar(word.scope, word.folded, letters, kLookedAt))
        if (const auto off = letters_off(typed, Letters(text), letters); off && *off > 0) add(text, *off);
    }
    std::sort(near.begin(), near.end(), [](const NearWord& a, const NearWord& b) {
      return a.likelihood != b.likelihood ? a.likelihood > b.likelihood : a.text < b.text;
    });
    if (near.size() > kMostCandidates) near.resize(kMostCandidates);
    return near;
  }

  /// Of a word that hardly any article has.
  std::vector<Candidate> for_unknown(std::size_t i) {
    const QueryWord& word = words_[i];
    const double least = std::max(1.0, kMoreFrequent * articles_[i]);
    const std::size_t length = letters_in(word.folded);
    std::vector<Candidate> found;
    if (length >= 3) {
      for (const auto& near : similar(word, length < 5 ? 1 : 2, least, true)) {
        if (!context_.may_be_seen(term_of(near.text, word.scope))) continue;
        const double cost = mistake_cost(near.letters, near.text.front() == word.folded.front());
        if (found.size() >= kMostOffered && most_likelihood(i, near.text) - cost < found[kMostOffered - 1].likelihood) continue;
        found.push_back({near.text, likelihood(i, near.text, cost, found)});
        std::sort(found.begin(), found.end());
      }
    }
    add_splits(word, least, 1, found);
    keep_best(found, kMostOffered);
    return found;
  }

  /// Two words run together. usual: articles that must have them in a row, where the word itself is known.
  void add_splits(const QueryWord& word, double least, std::uint64_t usual, std::vector<Candidate>& found) {
    if (!word.alone) return;
    std::vector<Candidate> pairs;
    for (std::size_t at = 2; at + 2 <= word.folded.size(); ++at) {
      if ((static_cast<unsigned char>(word.folded[at]) & 0xC0) == 0x80) continue;
      const std::string first = word.folded.substr(0, at), second = word.folded.substr(at);
      if (letters_in(first) < 2 || letters_in(second) < 2) continue;
      double articles = frequency(first, word.scope);
      if (articles >= least) articles = std::min<double>(articles, frequency(second, word.scope));
      if (articles >= least) pairs.push_back({first + " " + second, articles});
    }
    keep_best(pairs, kMostOffered);
    for (const auto& [text, articles] : pairs) {
      const auto space = text.find(' ');
      const std::string first = text.substr(0, space), second = text.substr(space + 1);
      if (!context_.may_be_seen(term_of(first, word.scope)) || !context_.may_be_seen(term_of(second, word.scope))) continue;
      const double rest = std::log2(articles) / 4 - kSplit;
      const double needed = usual <= 1 ? worth_comparing(found, rest) : static_cast<double>(usual);
      const auto rows = in_a_row(first, second, word.scope, needed);
      if (rows >= usual || usual <= 1) found.push_back({text, std::log2(1.0 + static_cast<double>(rows)) + rest});
    }
  }

  /// Of a word that articles do have.
  std::vector<Candidate> for_known(std::size_t i) {
    const QueryWord& word = words_[i];
    const double articles = articles_[i], all = context_.words.terms.database.get_doccount();
    std::vector<Candidate> found;
    if (articles * kFarMoreFrequent > all || static_cast<double>(found_ * kTimesFound) > all) return found;
    const auto usual = static_cast<std::uint64_t>(kFarMoreFrequent * articles);
    add_splits(word, kFarMoreFrequent * articles, usual, found);
    if (letters_in(word.folded) < 4) return found;
    const auto others = neighbours(i);
    const bool is_long = letters_in(word.folded) >= kLongWord;
    if (others.empty() && !is_long) return found;
    for (const auto& near : similar(word, 1, kFarMoreFrequent * articles, false)) {
      if (near.text.front() != word.folded.front() || !context_.may_be_seen(term_of(near.text, word.scope))) continue;
      const auto speaks = [&](std::size_t other) { return speaks_for(other, i, near.text, is_long); };
      if (others.empty() || std::any_of(others.begin(), others.end(), speaks))
        found.push_back({near.text, likelihood(i, near.text, 0, {})});
    }
    keep_best(found, kMostOffered);
    return found;
  }

  bool speaks_for(std::size_t other, std::size_t i, const std::string& text, bool is_long) {
    const auto usual = static_cast<double>(beside(other, i, text, kUsual));
    if (usual < kUsual) return false;
    const auto typed = static_cast<double>(beside(other, i, words_[i].folded, 0));
    if (is_long && usual >= kFarMoreFrequent * std::max(1.0, typed)) return true;
    // How usual each word is where it stands, so that "the hose" is not doubted for there being more houses.
    return usual / frequency(text, words_[i].scope) >= kSpeaksFor * (typed + 0.5) / articles_[i];
  }

  /// The likeliest for every word at once; the others are tried one by one.
  void put_right() {
    bool known = false;
    double likelihood = 0;
    for (std::size_t i = 0; i < words_.size() && candidates_.size() < kMostCorrected; ++i) {
      const bool unknown = articles_[i] <= kRare;
      if (unknown && found_ > kFew) continue;
      auto found = unknown ? for_unknown(i) : for_known(i);
      if (found.empty()) continue;
      known = known || articles_[i] > kRare;
      best_[i] = found.front().text;
      likelihood += found.front().likelihood;
      candidates_[i] = std::move(found);
    }
    times_ = known ? kTimesFound : 1;
    best_likelihood_ = likelihood;
    if (!best_.empty()) offer({}, 0);
  }

  /// Two words in a row that are one.
  void join() {
    for (std::size_t i = 1; i < words_.size(); ++i) {
      if (!words_[i].second || !words_[i].alone || !words_[i - 1].alone) continue;
      const std::string joined = words_[i - 1].folded + words_[i].folded;
      const auto articles = frequency(joined, words_[i].scope);
      if (articles == 0) continue;
      const auto rarer = std::min(articles_[i - 1], articles_[i]);
      const bool rare = articles >= kMoreFrequent * rarer;
      const bool usual = articles >= kUsual && std::max(articles_[i - 1], articles_[i]) * 2 < context_.words.terms.database.get_doccount();
      if (!rare && !(usual && static_cast<double>(articles) >=
                                  kTimesFound * (1.0 + static_cast<double>(in_a_row(words_[i - 1].folded, words_[i].folded, words_[i].scope,
                                                                                    articles / static_cast<double>(kTimesFound))))))
        continue;
      if (!context_.may_be_seen(term_of(joined, words_[i].scope))) continue;
      const auto mended = [&](std::size_t word) { return candidates_.count(word) > 0 ? candidates_[word].front().likelihood : 0; };
      offer({{i - 1, joined}, {i, ""}}, std::log2(1.0 + articles) - mended(i - 1) - mended(i), 1);
    }
  }

  void offer(const NewTexts& changes, double more_likely) { offer(changes, more_likely, times_); }
  void offer(const NewTexts& changes, double more_likely, std::uint64_t times) {
    NewTexts texts = best_;
    for (const auto& [word, text] : changes) texts[word] = text;
    offered_.push_back({with_texts(root_, texts, context_.analyzer), best_likelihood_ + more_likely, times});
  }

  const query::Node& root_;
  const std::uint64_t found_;
  const CorrectionContext& context_;
  const std::vector<QueryWord> words_;
  std::vector<Xapian::doccount> articles_;
  struct Rows {
    std::uint64_t articles;
    double needed;  // how exactly it is known (rows.h)
  };
  std::map<Row, Rows> rows_;
  std::map<std::size_t, std::vector<Candidate>> candidates_;
  NewTexts best_;
  double best_likelihood_ = 0;
  std::uint64_t times_ = 1;
  std::vector<Correction> offered_;
};

}  // namespace

std::vector<Correction> corrections(const query::Node& root, std::uint64_t found, const CorrectionContext& context) {
  return Correcting(root, found, context).run();
}

}  // namespace backfile::search
