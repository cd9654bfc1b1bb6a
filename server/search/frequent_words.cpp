#include "server/search/frequent_words.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "indexer/schema/fields.h"
#include "server/search/similar_words.h"

namespace backfile::search {
namespace {

constexpr Xapian::doccount kFrequent = 20;  // articles; rarer words are found by a walk over the archive, where it must be
constexpr std::size_t kTermsAStep = 5'000;  // four milliseconds or so
constexpr std::int64_t kSecondsBetweenReadings = 600;

std::int64_t steady_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

void FrequentWords::learn(const Xapian::Database& database, std::uint64_t revision) {
  const std::string prefix = schema::title_word_term({});
  if (next_.empty()) {
    if (known_ && (revision == revision_ || steady_seconds() - read_at_ < kSecondsBetweenReadings)) return;
    next_ = prefix;
    revision_ = revision;
    learning_.clear();
  }
  const auto end = database.allterms_end(prefix);
  auto term = database.allterms_begin(prefix);
  if (next_ != prefix) term.skip_to(next_);
  std::vector<std::string> found;
  for (std::size_t step = 0; term != end && step < kTermsAStep; ++term, ++step) {
    std::string word = (*term).substr(prefix.size());
    if (database.get_termfreq(schema::word_term(word)) >= kFrequent) found.push_back(std::move(word));
  }
  std::string next = term == end ? std::string() : *term;
  // Nothing below throws: a step that was broken off is done again.
  learning_.insert(learning_.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  next_ = std::move(next);
  if (!next_.empty()) return;
  words_ = std::move(learning_);
  learning_.clear();
  known_ = true;
  read_at_ = steady_seconds();
}

std::vector<std::string> FrequentWords::similar(std::string_view folded, int letters) const {
  std::vector<std::string> found;
  SimilarWords similar(folded, letters);
  for (auto word = words_.begin(); word != words_.end();) {
    const auto answer = similar.look_at(*word);
    if (answer.distance && *answer.distance > 0) found.push_back(*word);
    word = answer.next.empty() ? word + 1 : std::lower_bound(word + 1, words_.end(), answer.next);
  }
  return found;
}

}  // namespace backfile::search
