// The last word completed by a walk over the sorted terms; behind other words by what follows them in headlines. Headlines and what follows
// a word come out of some thousands of titles, read one after the other, and where those give little out of the posting lists of the words
// typed: so the time is bounded whatever the archive holds. What is bounded by itself (completions, titles one after the other, the first
// headlines) is done on a busy machine too, where all the time may have gone by in waiting for a processor.
#include "server/search/suggestions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "indexer/article/id.h"
#include "indexer/article/stored.h"
#include "server/search/completions.h"
#include "server/search/conjunction.h"
#include "server/search/engine_impl.h"

namespace backfile::search {
namespace {

constexpr Xapian::docid kFirstTitles = 1'000, kLastTitles = 3'000;  // docids that are looked through, one after the other
constexpr std::size_t kFewFollowers = 3;     // words: if the titles looked through give fewer, older ones are looked for
constexpr std::size_t kMostSteps = 400;      // to find these
constexpr std::size_t kMostCompletions = 4;  // words that a begun one may stand for in older headlines
constexpr std::size_t kMostTitles = 15;      // of older ones looked at for each of these

constexpr std::chrono::milliseconds kLookFor(50);      // then nothing more is looked for; what is found by then is the answer
constexpr std::chrono::milliseconds kWaitFilter(250);  // for what a filter lets pass, without which nothing can be suggested

std::string description_of(const article::Article& article) {
  const std::string date = article::to_iso(article.published).substr(0, 10);
  return article.source + (article.source.empty() || date.empty() ? "" : ", ") + date;
}

struct Typed {
  std::string before, begun;       // the text up to the last word, and the last word, folded
  std::vector<std::string> words;  // the folded words before it
};

struct Title {
  std::string newest;  // its place in the order from old to new
  Xapian::docid docid;
};

// The folded words of titles, docid after docid in rising order.
class Titles {
 public:
  explicit Titles(const Xapian::Database& database)
      : stream_(database.valuestream_begin(schema::kTitleWordsSlot)),
        end_(database.valuestream_end(schema::kTitleWordsSlot)),
        newest_(database.valuestream_begin(schema::kNewestSlot)) {}

  /// The first article from there on that has a title; 0 where there is none.
  Xapian::docid next_from(Xapian::docid docid) {
    if (stream_ != end_) stream_.skip_to(docid);
    return stream_ == end_ ? 0 : stream_.get_docid();
  }

  /// False where it has no title.
  bool move_to(Xapian::docid docid) {
    docid_ = docid;
    if (stream_ != end_) stream_.skip_to(docid);
    if (stream_ == end_ || stream_.get_docid() != docid) return false;
    words_.assign(1, ' ').append(*stream_) += ' ';
    return true;
  }
  /// A space before and behind each.
  const std::string& words() const { return words_; }
  std::string newest() {
    newest_.skip_to(docid_);
    return *newest_;
  }

 private:
  Xapian::ValueIterator stream_, end_, newest_;
  Xapian::docid docid_ = 0;
  std::string words_;
};

std::vector<std::string> spaced(const std::vector<std::string>& words) {
  std::vector<std::string> found;
  for (const auto& word : words) found.push_back(' ' + word + ' ');
  return found;
}

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

class Asking {
 public:
  Asking(const Xapian::Database& database, const query::SuggestRequest& request, const LetPass& let_pass, const Typed& typed,
         const Deadline& deadline)
      : database_(database), request_(request), typed_(typed), deadline_(deadline) {
    if (let_pass) let_pass_ = let_pass();
  }

  void into(Suggestions& found) {
    look_at_recent_titles();
    if (titles_.size() < request_.limit || (!typed_.words.empty() && followers_.size() < kFewFollowers)) look_at_older_titles();
    if (typed_.words.empty()) {
      add_known(likely_words(), found);
    } else {
      add_continuations(found);
    }
    add_headlines(found);
  }

 private:
  const std::string title_prefix_ = schema::title_word_term({});

  // Headlines have few words: a letter or two would stand for more of the text's than can be walked.
  std::vector<Completion> likely_words() const {
    return completions(database_, typed_.begun.size() < 3 ? title_prefix_ : std::string(), typed_.begun, 2 * request_.limit);
  }

  // What follows the words typed in headlines, the most frequent first; then what else goes with them.
  void add_continuations(Suggestions& found) {
    std::vector<std::pair<std::size_t, std::string>> sorted;
    for (const auto& [word, headlines] : followers_) sorted.emplace_back(headlines, word);
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [headlines, word] : sorted) {
      if (found.words.size() < request_.limit) found.words.push_back({typed_.before + word, {}});
    }
    // What merely stands in the same article is a poor continuation.
    if (found.words.size() < kFewFollowers) add_known(likely_words(), found);
  }

  // Those that some article has, beside the words typed before.
  void add_known(const std::vector<Completion>& likely, Suggestions& found) {
    for (const auto& [articles, word] : likely) {
      if (found.words.size() == request_.limit) return;
      const std::string text = typed_.before + word;
      const auto same = [&](const Suggestion& other) { return other.text == text; };
      if (std::any_of(found.words.begin(), found.words.end(), same)) continue;
      // A word by itself is some article's: it comes from a posting list.
      if (let_pass_ || !typed_.words.empty()) {
        if (deadline_.passed()) return;
        Conjunction with_all(database_, all(schema::word_term({}), word));
        if (next_passing(with_all) == 0) continue;
      }
      found.words.push_back({text, {}});
    }
  }

  // Neighbours in the value slot, which cost a hundredth of titles from here and there. Docids of several databases lie between each other:
  // of a large one the articles that came last have the highest, those of a small one, which are the newest of all, low ones.
  void look_at_recent_titles() {
    const Xapian::docid last = database_.get_lastdocid();
    look_at_run(1, std::min(last, kFirstTitles));
    if (last > kFirstTitles) look_at_run(std::max(kFirstTitles + 1, last - std::min(last, kLastTitles)), last);
  }

  void look_at_run(Xapian::docid first, Xapian::docid last) {
    Titles titles(database_);
    for (Xapian::docid docid = titles.next_from(first); docid != 0 && docid <= last; docid = titles.next_from(docid + 1))
      if (passes(docid)) look_at(docid, titles);
  }

  void look_at_older_titles() {
    for (const auto& completion : completions(database_, title_prefix_, typed_.begun, kMostCompletions)) {
      if (deadline_.passed()) return;
      look_at_titles_with(completion.second);
    }
  }

  void look_at_titles_with(const std::string& last) {
    Titles titles(database_);
    Conjunction with_all(database_, all(title_prefix_, last), kMostSteps);
    std::size_t left = kMostTitles;
    for (Xapian::docid docid; left > 0 && (docid = next_passing(with_all)) != 0; --left) look_at(docid, titles);
  }

  // Takes the article's title where it has the words typed before and one that begins as the last one does.
  void look_at(Xapian::docid docid, Titles& titles) {
    if (!titles.move_to(docid)) return;
    const std::string& words = titles.words();
    std::size_t at = words.find(begun_);
    if (at == std::string::npos || !std::all_of(before_.begin(), before_.end(), [&](const auto& word) { return has(words, word); })) return;
    if (!seen_.insert(docid).second) return;
    titles_.push_back({titles.newest(), docid});
    for (; !before_.empty() && at != std::string::npos; at = words.find(begun_, at + 1)) {
      const std::string& before = before_.back();
      if (at + 1 < before.size() || words.compare(at + 1 - before.size(), before.size(), before) != 0) continue;
      ++followers_[words.substr(at + 1, words.find(' ', at + 1) - at - 1)];
    }
  }

  void add_headlines(Suggestions& found) {
    std::sort(titles_.begin(), titles_.end(), [](const Title& a, const Title& b) { return a.newest > b.newest; });
    std::size_t looked_at = 0;
    for (const Title& title : titles_) {
      if (found.headlines.size() == request_.limit) return;
      // Beyond as many as are wanted only where some are the same.
      if (++looked_at > request_.limit && deadline_.passed()) return;
      const auto article = article::decode(database_.get_document(title.docid).get_data(), article::Boxes::without);
      if (!article) continue;
      const auto same = [&](const Suggestion& other) { return other.text == article->title; };
      if (std::any_of(found.headlines.begin(), found.headlines.end(), same)) continue;
      found.headlines.push_back({article->title, description_of(*article)});
    }
  }

  // The terms of the words before and of the last one.
  std::vector<std::string> all(const std::string& prefix, const std::string& last) const {
    std::vector<std::string> terms{prefix + last};
    for (const auto& word : typed_.words) terms.push_back(prefix + word);
    return terms;
  }

  bool passes(Xapian::docid docid) const { return !let_pass_ || (*let_pass_)[docid]; }

  Xapian::docid next_passing(Conjunction& walk) const {
    Xapian::docid docid = walk.next();
    while (docid != 0 && !passes(docid)) docid = walk.next();
    return docid;
  }

  const Xapian::Database& database_;
  const query::SuggestRequest& request_;
  std::optional<std::vector<bool>> let_pass_;  // none: everything
  const Typed& typed_;
  const Deadline& deadline_;
  const std::string begun_ = ' ' + typed_.begun;
  const std::vector<std::string> before_ = spaced(typed_.words);
  std::vector<Title> titles_;
  std::set<Xapian::docid> seen_;
  std::map<std::string, std::size_t> followers_;  // in how many of these headlines it stands behind the words typed
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

Suggestions suggestions(const Xapian::Database& database, const query::SuggestRequest& request, const LetPass& let_pass,
                        analysis::Analyzer& analyzer, const Deadline& deadline) {
  Suggestions found;
  const Typed typed = typed_in(request.filters.q, analyzer);
  if (!typed.begun.empty()) Asking(database, request, let_pass, typed, deadline).into(found);
  return found;
}

Result<Suggestions> Engine::suggest(const query::SuggestRequest& request) {
  const auto start = Deadline::Clock::now();
  const Deadline filter_deadline(start + kWaitFilter);
  const auto& filters = request.filters;
  const bool filtered = !filters.filters.empty() || filters.from || filters.to || filters.on;
  Suggestions found;
  auto done = impl_->reader->with([&](Xapian::Database& database) {
    found = {};
    const LetPass let_pass = [&] { return impl_->let_pass(database, filters, filter_deadline); };
    try {
      found = suggestions(database, request, filtered ? let_pass : LetPass(), impl_->bench.analyzer, Deadline(start + kLookFor));
    } catch (const DeadlinePassed&) {
      // Suggestions that come late are of no use.
    }
    return true;
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return found;
}

}  // namespace backfile::search
