#include "server/search/dictionary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "server/search/mistake.h"

namespace backfile::search {
namespace {

/// Whether at most so many bits (0 to 2) are set.
bool at_most(std::uint32_t bits, int most) {
  for (; most > 0 && bits != 0; --most) bits &= bits - 1;
  return bits == 0;
}

bool likelier(const NearWord& a, const NearWord& b) { return a.likelihood != b.likelihood ? a.likelihood > b.likelihood : a.text < b.text; }

}  // namespace

void Dictionary::add(std::string_view word, std::uint32_t articles, bool in_headlines) {
  const Letters letters(word);
  if (!letters.whole() || letters.size() == 0 || articles < least_articles_) return;
  Group& group = groups_[{!in_headlines, letters.size(), word.size()}];
  group.signatures.push_back(letters.signature());
  group.articles.push_back(articles);
  group.texts += word;
  group.in_order = false;
  if (++size_ > most_) leave_out_rarest();
}

void Dictionary::leave_out_rarest() {
  ++least_articles_;
  for (auto& [key, group] : groups_) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < group.articles.size(); ++i) {
      if (group.articles[i] < least_articles_) continue;
      group.signatures[kept] = group.signatures[i];
      group.articles[kept] = group.articles[i];
      std::copy_n(group.texts.begin() + static_cast<std::ptrdiff_t>(i * key.bytes), key.bytes,
                  group.texts.begin() + static_cast<std::ptrdiff_t>(kept * key.bytes));
      ++kept;
    }
    size_ -= group.articles.size() - kept;
    group.signatures.resize(kept);
    group.articles.resize(kept);
    group.texts.resize(kept * key.bytes);
  }
}

bool Dictionary::put_in_order() {
  constexpr std::size_t kWordsAStep = 2'000;
  std::size_t words = 0;
  for (auto& [key, group] : groups_) {
    if (group.in_order) continue;
    if (words > kWordsAStep) return true;
    put_in_order(key.bytes, group);
    words += group.articles.size();
  }
  return false;
}

void Dictionary::put_in_order(std::size_t bytes, Group& group) {
  std::vector<std::uint32_t> order(group.articles.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return group.articles[a] > group.articles[b]; });
  Group ordered;
  ordered.texts.reserve(group.texts.size());
  ordered.articles.reserve(order.size());
  ordered.signatures.reserve(order.size());
  for (const std::uint32_t i : order) {
    ordered.signatures.push_back(group.signatures[i]);
    ordered.articles.push_back(group.articles[i]);
    ordered.texts.append(group.texts, i * bytes, bytes);
  }
  ordered.in_order = true;
  group = std::move(ordered);
}

/// For one word: the likeliest so far, the least likely of them first.
class Dictionary::Search {
 public:
  Search(std::string_view word, const Wanted& wanted) : word_(word), letters_(word), signature_(letters_.signature()), wanted_(wanted) {}

  bool possible() const { return letters_.whole() && letters_.size() > 0; }
  bool one_off() const { return one_off_; }

  void look_at(const Key& key, const Group& group) {
    const int longer = static_cast<int>(key.letters) - static_cast<int>(letters_.size());
    if (std::abs(longer) > wanted_.letters) return;
    // Of the letters off, so many are insertions, or deletions, anyway.
    const int missing = wanted_.letters - std::max(0, longer), more = wanted_.letters + std::min(0, longer);
    const auto frequent = std::partition_point(group.articles.begin(), group.articles.end(),
                                               [this](std::uint32_t articles) { return articles >= wanted_.articles; });
    const auto end = static_cast<std::size_t>(frequent - group.articles.begin());
    for (std::size_t i = 0; i < end; ++i) {
      const std::uint32_t other = group.signatures[i];
      if (!at_most(signature_ & ~other, missing) || !at_most(other & ~signature_, more)) continue;
      const double likelihood = std::log2(1.0 + group.articles[i]);
      if (likelihood < least_) return;  // nor does what follows do better
      compare(std::string_view(group.texts).substr(i * key.bytes, key.bytes), likelihood);
    }
  }

  std::vector<NearWord> found() {
    std::sort_heap(found_.begin(), found_.end(), likelier);
    return std::move(found_);
  }

 private:
  void compare(std::string_view text, double likelihood) {
    const Letters other(text);
    const double other_first = letters_[0] == other[0] ? 0 : kFirstLetter;
    const int most = likelihood - other_first - kSecondLetter < least_ ? 1 : wanted_.letters;
    const auto off = letters_off(letters_, other, most);
    if (!off || *off == 0) return;
    if (*off == 1) one_off_ = true;
    NearWord near{std::string(text), likelihood - mistake_cost(*off, letters_[0] == other[0]), *off};
    if (found_.size() == wanted_.most) {
      if (!likelier(near, found_.front())) return;
      std::pop_heap(found_.begin(), found_.end(), likelier);
      found_.pop_back();
    }
    found_.push_back(std::move(near));
    std::push_heap(found_.begin(), found_.end(), likelier);
    if (found_.size() == wanted_.most) least_ = found_.front().likelihood;
  }

  const std::string_view word_;
  const Letters letters_;
  const std::uint32_t signature_;
  const Wanted wanted_;
  std::vector<NearWord> found_;
  double least_ = -std::numeric_limits<double>::infinity();  // likelihood below which no word is kept any more
  bool one_off_ = false;
};

std::vector<NearWord> Dictionary::similar(std::string_view word, const Wanted& wanted) const {
  Search search(word, wanted);
  if (!search.possible() || wanted.most == 0) return {};
  for (const bool rest : {false, true}) {
    if (rest && (wanted.headlines_only || search.one_off())) break;
    for (const auto& [key, group] : groups_)
      if (key.rest == rest) search.look_at(key, group);
  }
  return search.found();
}

}  // namespace backfile::search
