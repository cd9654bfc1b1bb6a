#include "server/search/dictionary_store.h"

#include <utility>
#include <vector>

#include "indexer/schema/fields.h"
#include "server/search/engine.h"

namespace backfile::search {
namespace {

constexpr std::size_t kTermsAStep = 1'000;
constexpr Xapian::doccount kFrequent = 20;  // articles, of a headline's word: below, it may be a mistake that no editor saw
constexpr int kTimesAsLong = 100;

bool is_word(std::string_view term) { return term.empty() || term.front() < 'A' || term.front() > 'Z'; }

}  // namespace

std::shared_ptr<DictionaryStore> make_dictionary_store() { return std::make_shared<DictionaryStore>(); }

DictionaryStore::Known DictionaryStore::of(const Xapian::Database& database, const std::string& state) {
  {
    const std::unique_lock reading(reading_, std::try_to_lock);
    if (reading && (unfinished_ || due(state))) {
      if (!unfinished_) {
        unfinished_ = std::make_shared<Dictionary>(most_);
        next_.clear();
        all_read_ = changed_ = false;
        begun_ = state;
        taken_ = {};
        steps_ = 0;
      }
      changed_ = changed_ || begun_ != state;
      const auto begun = Clock::now();
      const bool last = read(database);
      taken_ += Clock::now() - begun;
      ++steps_;
      if (last) {
        const std::lock_guard lock(mutex_);
        dictionary_ = std::move(unfinished_);
        unfinished_ = nullptr;
        state_ = changed_ ? std::string() : begun_;
        not_before_ = steps_ == 1 ? Clock::time_point() : Clock::now() + taken_ * kTimesAsLong;
      }
    }
  }
  const std::lock_guard lock(mutex_);
  return {dictionary_, dictionary_ && state_ == state};
}

bool DictionaryStore::due(const std::string& state) const {
  const std::lock_guard lock(mutex_);
  return !dictionary_ || (state_ != state && Clock::now() >= not_before_);
}

bool DictionaryStore::read(const Xapian::Database& database) {
  if (all_read_) return !unfinished_->put_in_order();
  const std::string titles = schema::title_word_term({});
  auto term = database.allterms_begin(), end = database.allterms_end();
  auto in_title = database.allterms_begin(titles), title_end = database.allterms_end(titles);
  if (!next_.empty()) term.skip_to(next_);
  struct Read {
    std::string word;
    Xapian::doccount articles;
    bool in_headlines;
  };
  std::vector<Read> found;
  for (std::size_t step = 0; term != end && step < kTermsAStep;) {
    std::string word = *term;
    if (!is_word(word)) {
      term.skip_to("[");  // behind every capital letter, with which all other terms begin
      continue;
    }
    const std::string title = titles + word;
    if (in_title != title_end) in_title.skip_to(title);
    const Xapian::doccount articles = term.get_termfreq();
    const bool in_headlines = articles >= kFrequent && in_title != title_end && *in_title == title;
    found.push_back({std::move(word), articles, in_headlines});
    ++term;
    ++step;
  }
  std::string next = term == end ? std::string() : *term;
  // Nothing below throws what Xapian does: a step that was broken off is done again.
  for (const Read& read : found) unfinished_->add(read.word, read.articles, read.in_headlines);
  next_ = std::move(next);
  all_read_ = next_.empty();
  return all_read_ && !unfinished_->put_in_order();
}

}  // namespace backfile::search
