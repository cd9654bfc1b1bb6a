#include "server/search/positions.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace backfile::search {
namespace {

using Op = query::Expression::Op;
using Positions = std::vector<Xapian::termpos>;

/// Of a word, which is one term or one of several.
void read_word(const Prepared& word, Xapian::docid article, ShardPostings& postings, Positions& positions) {
  if (word.op == Op::term) return postings.positions(word.term, article, positions);
  positions.clear();
  Positions more;
  for (const Prepared& one : word.children) {
    read_word(one, article, postings, more);
    positions.insert(positions.end(), more.begin(), more.end());
  }
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
}

/// Places for words, one each: where a word's places are taken, whoever has one moves on if it can (Kuhn's matching).
class Places {
 public:
  Places(const WordPositions& words, Xapian::termpos begin, Xapian::termpos end)
      : words_(words), begin_(begin), takers_(end - begin, kFree) {}

  bool are_enough() {
    for (std::size_t word = 0; word < words_.size(); ++word) {
      asked_.assign(takers_.size(), false);
      if (!find_one(word)) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kFree = SIZE_MAX;

  // As deep as there are words within a window.
  bool find_one(std::size_t word) {
    const auto& positions = words_[word];
    for (auto at = std::lower_bound(positions.begin(), positions.end(), begin_); at != positions.end() && *at - begin_ < takers_.size();
         ++at) {
      const std::size_t place = *at - begin_;
      if (asked_[place]) continue;
      asked_[place] = true;
      if (takers_[place] != kFree && !find_one(takers_[place])) continue;
      takers_[place] = word;
      return true;
    }
    return false;
  }

  const WordPositions& words_;
  const Xapian::termpos begin_;
  std::vector<std::size_t> takers_;  // by place
  std::vector<bool> asked_;
};

/// Words of a row in some articles at once: a word at a time, as positions of one word lie together.
class Standing {
 public:
  Standing(const Prepared& row, ShardPostings& postings, const Deadline& deadline)
      : row_(row), postings_(postings), deadline_(deadline), order_(row.children.size()) {
    // The rarest word first: in most articles nothing is left before the common ones are read.
    std::iota(order_.begin(), order_.end(), 0);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return row.children[a].articles < row.children[b].articles; });
  }

  /// Takes out of `articles` those in which they do not stand so.
  void keep(std::vector<Xapian::docid>& articles) {
    if (row_.op == Op::phrase && row_.window == row_.children.size()) return keep_followed_directly(articles);
    std::vector<WordPositions> words(articles.size(), WordPositions(row_.children.size()));
    for (const auto word : order_)
      for (std::size_t i = 0; i < articles.size(); ++i) read(word, articles[i], words[i][word]);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const bool there = std::none_of(words[i].begin(), words[i].end(), [](const Positions& positions) { return positions.empty(); });
      if (there && (row_.op == Op::phrase ? stand_in_a_row(words[i], row_.window) : stand_near(words[i], row_.window)))
        articles[kept++] = articles[i];
    }
    articles.resize(kept);
  }

 private:
  void read(std::size_t word, Xapian::docid article, Positions& positions) {
    constexpr unsigned kLookAtClock = 32;  // positions take a microsecond or two
    if (++reads_ % kLookAtClock == 0) deadline_.check();
    read_word(row_.children[word], article, postings_, positions);
  }

  void keep_followed_directly(std::vector<Xapian::docid>& articles) {
    // Where the row may begin in the articles that are left, one after the other; and where each article's places end in that.
    Positions begins, positions;
    std::vector<std::size_t> ends;
    for (const auto word : order_) {
      const auto behind = static_cast<Xapian::termpos>(word);
      const bool first = word == order_.front();
      std::size_t left = 0, kept = 0, begin = 0;  // articles, places, and where the places of the article at hand begin
      for (std::size_t i = 0; i < articles.size(); ++i) {
        read(word, articles[i], positions);
        const std::size_t before = first ? begins.size() : kept;
        if (first) {
          for (const auto position : positions)
            if (position >= behind) begins.push_back(position - behind);
        } else {
          for (std::size_t at = 0; begin < ends[i]; ++begin) {
            at = gallop(positions, at, begins[begin] + behind);
            if (at < positions.size() && positions[at] == begins[begin] + behind) begins[kept++] = begins[begin];
          }
        }
        const std::size_t after = first ? begins.size() : kept;
        if (after == before) continue;
        if (first)
          ends.push_back(after);
        else
          ends[left] = after;
        articles[left++] = articles[i];
      }
      articles.resize(left);
      ends.resize(left);
    }
  }

  const Prepared& row_;
  ShardPostings& postings_;
  const Deadline& deadline_;
  std::vector<std::size_t> order_;  // of the words
  unsigned reads_ = 0;
};

}  // namespace

bool stand_in_a_row(const WordPositions& words, Xapian::termpos window) {
  std::vector<std::size_t> at(words.size());
  while (at[0] < words[0].size()) {
    const auto begin = words[0][at[0]];
    auto end = begin;
    std::size_t word = 1;
    // Each as early as it can be; those that follow need a place each.
    for (; word < words.size(); ++word) {
      at[word] = gallop(words[word], at[word], end + 1);
      if (at[word] == words[word].size()) return false;
      end = words[word][at[word]];
      if (end - begin + (words.size() - 1 - word) >= window) break;
    }
    if (word == words.size()) return true;
    // Where the row would have to begin for this word to be within.
    const auto least = static_cast<Xapian::termpos>(end + (words.size() - word) - window);
    at[0] = gallop(words[0], at[0] + 1, least);
  }
  return false;
}

bool stand_near(const WordPositions& words, Xapian::termpos window) {
  std::vector<std::size_t> at(words.size());
  const auto position = [&](std::size_t word) { return words[word][at[word]]; };
  while (true) {
    auto least = position(0), most = least;
    for (std::size_t word = 1; word < words.size(); ++word) {
      least = std::min(least, position(word));
      most = std::max(most, position(word));
    }
    if (most - least < window) {
      if (Places(words, least, least + window).are_enough()) return true;
    }
    const auto from = most - least < window ? least + 1 : most - window + 1;
    for (std::size_t word = 0; word < words.size(); ++word) {
      at[word] = gallop(words[word], at[word], from);
      if (at[word] == words[word].size()) return false;
    }
  }
}

std::vector<Xapian::docid> standing(const Prepared& row, const std::vector<Xapian::docid>& articles, ShardPostings& postings,
                                    const Deadline& deadline) {
  constexpr std::size_t kAtOnce = 512;  // which bounds the memory
  std::vector<Xapian::docid> found, some;
  Standing rows(row, postings, deadline);
  for (auto next = articles.begin(); next != articles.end();) {
    const auto end = next + std::min<std::ptrdiff_t>(kAtOnce, articles.end() - next);
    some.assign(next, end);
    rows.keep(some);
    found.insert(found.end(), some.begin(), some.end());
    next = end;
  }
  return found;
}

}  // namespace backfile::search
