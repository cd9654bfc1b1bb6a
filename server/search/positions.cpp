#include "server/search/positions.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "indexer/glass/neighbours.h"

namespace backfile::search {
namespace {

using Op = query::Expression::Op;
using Positions = std::vector<Xapian::termpos>;

/// Of a word, which is one term or one of several; as ShardPositions::read().
void read_word(const Prepared& word, Xapian::docid article, ShardPositions& positions_of, Positions& positions, Xapian::termpos most,
               glass::Neighbours beside) {
  if (word.op == Op::term) return positions_of.read(word.term, article, positions, most, beside);
  positions.clear();
  Positions more;
  for (const Prepared& one : word.children) {
    read_word(one, article, positions_of, more, most, beside);
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
  Standing(const Prepared& row, ShardPositions& positions_of, const Deadline& deadline)
      : row_(row), positions_of_(positions_of), deadline_(deadline), order_(row.children.size()) {
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
  void read(std::size_t word, Xapian::docid article, Positions& positions, Xapian::termpos most = kAllPositions,
            glass::Neighbours beside = {}) {
    constexpr unsigned kLookAtClock = 32;  // positions take a microsecond or two
    if (++reads_ % kLookAtClock == 0) deadline_.check();
    read_word(row_.children[word], article, positions_of_, positions, most, beside);
  }

  /// A word, and how far behind the row's beginning it stands: once for most, again where the row has it again. Ascending.
  struct Stands {
    std::size_t word;
    std::vector<Xapian::termpos> behind;
  };
  /// In the order in which they are read: a word that comes again is read once.
  std::vector<Stands> different_words() const {
    std::vector<Stands> all;
    for (const auto word : order_) {
      const auto place = static_cast<Xapian::termpos>(word);
      const auto& one = row_.children[word];
      const auto same = std::find_if(all.begin(), all.end(), [&](const Stands& other) {
        return one.op == Op::term && row_.children[other.word].op == Op::term && row_.children[other.word].term == one.term;
      });
      if (same == all.end())
        all.push_back({word, {place}});
      else
        same->behind.push_back(place);
    }
    return all;
  }

  /// Whether a word with these positions stands where it has to; at: where to look first, moved on from begin to begin.
  static bool fits(const Positions& positions, const std::vector<Xapian::termpos>& behind, Xapian::termpos begin, std::size_t& at) {
    at = gallop(positions, at, begin + behind.front());
    std::size_t next = at;
    const auto is_there = [&](Xapian::termpos distance) { return next < positions.size() && positions[next] == begin + distance; };
    return is_there(behind.front()) && std::all_of(behind.begin() + 1, behind.end(), [&](Xapian::termpos distance) {
             next = gallop(positions, next, begin + distance);
             return is_there(distance);
           });
  }

  /// Where rows may begin by one word: in the articles that are left, one after the other; and where each article's begins end in that.
  struct Begins {
    Positions places;
    std::vector<std::size_t> ends;
  };

  /// Of a word of the row that stands in it once: of one that does again, a place may be of use for two reasons.
  glass::Neighbours beside(const Stands& word) const {
    const auto code = [&](std::size_t other) {
      const bool known = word.behind.size() == 1 && other < row_.children.size() && row_.children[other].op == Op::term;
      return known ? glass::neighbour_code(row_.children[other].term) : std::uint8_t{0};
    };
    return {code(word.word - 1), code(word.word + 1)};
  }

  Begins begins_by(const Stands& word, std::vector<Xapian::docid>& articles) {
    const glass::Neighbours neighbours = beside(word);
    Begins begins;
    Positions positions;
    std::size_t left = 0;
    for (const auto article : articles) {
      const std::size_t before = begins.places.size();
      read(word.word, article, positions, kAllPositions, neighbours);
      std::size_t at = 0;
      for (const auto position : positions) {
        const Xapian::termpos distance = word.behind.front();
        if (position < distance) continue;
        if (word.behind.size() == 1 || fits(positions, word.behind, position - distance, at)) begins.places.push_back(position - distance);
      }
      if (begins.places.size() == before) continue;
      begins.ends.push_back(begins.places.size());
      articles[left++] = article;
    }
    articles.resize(left);
    return begins;
  }

  void keep_begins(const Stands& word, std::vector<Xapian::docid>& articles, Begins& begins) {
    Positions positions;
    std::size_t left = 0, kept = 0, begin = 0;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const std::size_t before = kept;
      read(word.word, articles[i], positions, begins.places[begins.ends[i] - 1] + word.behind.back());
      for (std::size_t at = 0; begin < begins.ends[i]; ++begin)
        if (fits(positions, word.behind, begins.places[begin], at)) begins.places[kept++] = begins.places[begin];
      if (kept == before) continue;
      begins.ends[left] = kept;
      articles[left++] = articles[i];
    }
    articles.resize(left);
    begins.ends.resize(left);
  }

  void keep_followed_directly(std::vector<Xapian::docid>& articles) {
    const auto words = different_words();
    Begins begins = begins_by(words.front(), articles);
    for (auto word = words.begin() + 1; word != words.end(); ++word) keep_begins(*word, articles, begins);
  }

  const Prepared& row_;
  ShardPositions& positions_of_;
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

std::vector<Xapian::docid> standing(const Prepared& row, const std::vector<Xapian::docid>& articles, ShardPositions& positions_of,
                                    const Deadline& deadline) {
  constexpr std::size_t kAtOnce = 512;  // which bounds the memory
  std::vector<Xapian::docid> found, some;
  Standing rows(row, positions_of, deadline);
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
