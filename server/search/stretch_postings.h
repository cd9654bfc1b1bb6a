// A term's postings in one stretch of docids, in memory. What is kept has the form that takes least: few are a row of indices; more are
// rows of bytes, one for each 256 docids; very many are bits, with how many precede each 64 of them (after Roaring: Chambi, Lemire, Kaser
// and Godin, "Better bitmap performance with Roaring bitmaps", Software: Practice and Experience 46(5), 2016). Behind that stands how often
// the term stands in each, in half a byte where it can: a frequent word takes two bytes a posting. What is read for a moment only lies
// plainly, a byte a docid.
#pragma once
#include <xapian.h>
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "server/search/gallop.h"
#include "server/search/stretch.h"
#include "server/search/stretch_set.h"

namespace backfile::search {

/// More occurrences than a byte holds, which hardly an article has.
struct ManyOccurrences {
  Xapian::docid article;
  std::uint32_t occurrences;
};

/// Room for those of one stretch, plainly: a byte by index, 0 where the term is not, else one more than it stands there; the greatest byte
/// sends on to `many`.
struct StretchRoom {
  static constexpr std::uint8_t kMany = 255;

  /// size: of indices.
  void clear(std::size_t size) {
    std::fill_n(bytes.begin(), size, std::uint8_t{0});
    many.clear();
  }
  /// In order. first: the stretch's docid.
  void add(Xapian::docid first, std::size_t index, std::uint32_t occurrences) {
    if (occurrences < kMany - 1) {
      bytes[index] = static_cast<std::uint8_t>(occurrences + 1);
      return;
    }
    bytes[index] = kMany;
    many.push_back({first + static_cast<Xapian::docid>(index), occurrences});
  }

  std::array<std::uint8_t, kStretch> bytes;
  std::vector<ManyOccurrences> many;
};

/// What PostingsInMaking wrote, or a StretchRoom; a view of it. Indices are docids less the stretch's first.
class StretchPostings {
 public:
  /// Nothing is known of them.
  StretchPostings() = default;
  /// Whether a byte says how often, or half a byte; the greatest number it holds sends on to ManyOccurrences.
  enum class Times : bool { halves, bytes };
  /// many: in order of articles; others than of this stretch may be among them.
  StretchPostings(const std::uint16_t* data, std::size_t postings, Times kind, std::span<const ManyOccurrences> many, Xapian::docid first)
      : data_(data), postings_(postings), form_(form_of(postings)), kind_(kind), many_(many), first_(first) {}
  /// size: of indices.
  StretchPostings(const StretchRoom& room, std::size_t size, Xapian::docid first)
      : plain_(room.bytes.data(), size), form_(Form::plain), many_(room.many), first_(first) {}

  bool known() const { return form_ != Form::unknown; }

  /// visit(index, occurrences), in order.
  template <class Visit>
  void each(Visit&& visit) const {
    std::size_t i = 0;
    const auto tell = [&](std::size_t index) {
      visit(index, occurrences(i, index));
      ++i;
    };
    switch (form_) {
      case Form::unknown:
        return;
      case Form::plain:
        return in_plain_sets([&](std::size_t place, std::uint64_t bits) {
          for (; bits != 0; bits &= bits - 1) tell(place * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
        });
      case Form::row:
        for (const std::uint16_t index : row()) tell(index);
        return;
      case Form::bytes:
        for (std::size_t block = 0; block < kBlocks; ++block)
          for (const std::uint8_t low : bytes_of(block)) tell(block * kBlock + low);
        return;
      case Form::bits:
        for (std::size_t place = 0; place < StretchSet::kWords; ++place)
          for (auto bits = word(place); bits != 0; bits &= bits - 1) tell(place * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
    }
  }

  /// visit(i, occurrences) of those articles[i] that have it. articles: of this stretch, in order.
  template <class Visit>
  void among(const std::vector<Xapian::docid>& articles, Visit&& visit) const {
    std::size_t at = 0;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const std::size_t index = articles[i] - first_;
      if (find(index, at)) visit(i, occurrences(at, index));
    }
  }

  /// visit(number in the set, occurrences) of those in the set that have it, in order. set: of this stretch.
  template <class Visit>
  void among(const NumberedSet& set, Visit&& visit) const {
    constexpr std::size_t kMany = 4;  // postings an article from which on it is quicker to look for each article
    const StretchSet& there = set.set();
    const auto tell = [&](std::size_t i, std::size_t index) {
      if (index < there.words() * 64 && there.contains(index)) visit(set.number(index), occurrences(i, index));
    };
    std::size_t i = 0;
    switch (form_) {
      case Form::unknown:
        return;
      case Form::row:
        for (const std::uint16_t index : row()) tell(i++, index);
        return;
      case Form::bytes:
        if (postings_ > kMany * set.articles().size()) return among(set.articles(), visit);
        for (std::size_t block = 0; block < kBlocks; ++block)
          for (const std::uint8_t low : bytes_of(block)) tell(i++, block * kBlock + low);
        return;
      case Form::plain:
      case Form::bits:
        break;
    }
    for (std::size_t place = 0; place < there.words(); ++place) {
      auto bits = there.word(place);
      if (bits == 0) continue;
      bits &= form_ == Form::plain ? not_zero(&plain_[place * 64]) : word(place);
      for (; bits != 0; bits &= bits - 1) {
        const std::size_t index = place * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        std::size_t at = 0;
        find(index, at);
        visit(set.number(index), occurrences(at, index));
      }
    }
  }

  /// Takes out of a set of the stretch what has it not.
  void keep(StretchSet& set) const {
    if (form_ == Form::plain)
      return in_plain_sets([&](std::size_t place, std::uint64_t bits) { set.set_word(place, set.word(place) & bits); });
    if (form_ == Form::bits) {
      for (std::size_t place = 0; place < set.words(); ++place) set.set_word(place, set.word(place) & word(place));
      return;
    }
    StretchSet there = set.like();
    if (form_ == Form::row)
      for (const std::uint16_t index : row()) there.insert(index);
    else
      for (std::size_t block = 0; block < kBlocks; ++block)
        for (const std::uint8_t low : bytes_of(block)) there.insert(block * kBlock + low);
    set &= there;
  }

  /// What so many take in memory.
  static std::size_t bytes_of(std::size_t postings, Times kind) {
    return 2 * (words_of_indices(postings) + words_of_times(postings, kind));
  }

 private:
  friend class PostingsInMaking;
  static constexpr std::size_t kBlock = 256, kBlocks = kStretch / kBlock, kBits = kStretch / 16, kRanks = StretchSet::kWords;
  enum class Form { unknown, plain, row, bytes, bits };
  static Form form_of(std::size_t postings) {
    if (postings <= 2 * kBlocks) return Form::row;
    return postings <= 2 * (kBits + kRanks - kBlocks) ? Form::bytes : Form::bits;
  }
  /// In words of 16 bits, without how often.
  static std::size_t words_of_indices(std::size_t postings) {
    switch (form_of(postings)) {
      case Form::row:
        return postings;
      case Form::bytes:
        return kBlocks + (postings + 1) / 2;
      default:
        return kBits + kRanks;
    }
  }
  static std::size_t words_of_times(std::size_t postings, Times kind) {
    return kind == Times::bytes ? (postings + 1) / 2 : (postings + 3) / 4;
  }
  static constexpr std::uint8_t most_of(Times kind) { return kind == Times::bytes ? 0xFF : 0xF; }

  std::span<const std::uint16_t> row() const { return {data_, postings_}; }
  /// The data begin with where each block does.
  std::span<const std::uint8_t> bytes_of(std::size_t block) const {
    const std::size_t begin = data_[block], end = block + 1 < kBlocks ? data_[block + 1] : postings_;
    return {reinterpret_cast<const std::uint8_t*>(data_ + kBlocks) + begin, end - begin};
  }
  std::uint64_t word(std::size_t place) const {
    std::uint64_t bits = 0;
    std::memcpy(&bits, data_ + 4 * place, sizeof bits);
    return bits;
  }

  /// Whether it is there; at: as the how-manieth, and of the one that was looked for before.
  bool find(std::size_t index, std::size_t& at) const {
    switch (form_) {
      case Form::unknown:
        return false;
      case Form::plain:
        return index < plain_.size() && plain_[index] > 0;
      case Form::row:
        at = gallop(row(), at, static_cast<std::uint32_t>(index));
        return at < postings_ && data_[at] == index;
      case Form::bytes: {
        const auto bytes = bytes_of(index / kBlock);
        const void* const there = bytes.empty() ? nullptr : std::memchr(bytes.data(), static_cast<int>(index % kBlock), bytes.size());
        at = data_[index / kBlock] + (there ? static_cast<std::size_t>(static_cast<const std::uint8_t*>(there) - bytes.data()) : 0);
        return there != nullptr;
      }
      case Form::bits:
        break;
    }
    const auto bits = word(index / 64);
    at = data_[kBits + index / 64] + bits_in(bits & ((std::uint64_t{1} << (index % 64)) - 1));
    return bits >> (index % 64) & 1;
  }

  std::uint32_t occurrences(std::size_t at, std::size_t index) const {
    if (form_ == Form::plain) return plain_[index] < StretchRoom::kMany ? plain_[index] - 1u : many_at(index);
    const auto* const times = reinterpret_cast<const std::uint8_t*>(data_ + words_of_indices(postings_));
    const unsigned many = most_of(kind_), here = kind_ == Times::bytes ? times[at] : times[at / 2] >> (at % 2 * 4) & 0xFu;
    return here != many ? here : many_at(index);
  }
  std::uint32_t many_at(std::size_t index) const {
    const auto article = first_ + static_cast<Xapian::docid>(index);
    const auto one =
        std::lower_bound(many_.begin(), many_.end(), article, [](const ManyOccurrences& m, Xapian::docid a) { return m.article < a; });
    return one != many_.end() ? one->occurrences : StretchRoom::kMany;  // not there: of a damaged table only
  }

  /// take(place, bits): those of 64 indices, from 64 · place on.
  template <class Take>
  void in_plain_sets(Take&& take) const {
    for (std::size_t place = 0; place * 64 < plain_.size(); ++place) {
      std::uint64_t bits = not_zero(&plain_[place * 64]);  // a room has that many bytes
      if ((place + 1) * 64 > plain_.size()) bits &= (std::uint64_t{1} << (plain_.size() % 64)) - 1;
      take(place, bits);
    }
  }

  const std::uint16_t* data_ = nullptr;
  std::size_t postings_ = 0;
  std::span<const std::uint8_t> plain_;
  Form form_ = Form::unknown;
  Times kind_ = Times::bytes;
  std::span<const ManyOccurrences> many_;
  Xapian::docid first_ = 1;
};

/// Those of one stretch, as they are read.
class PostingsInMaking {
 public:
  /// In order of indices.
  void add(std::size_t index, std::uint32_t occurrences) {
    indices_.push_back(static_cast<std::uint16_t>(index));
    times_.push_back(occurrences);
  }
  std::size_t size() const { return indices_.size(); }
  /// Puts them behind `data`, and occurrences that do not fit there behind `many`; then there are none. first: the stretch's docid.
  StretchPostings::Times move_to(Xapian::docid first, std::vector<std::uint16_t>& data, std::vector<ManyOccurrences>& many);

 private:
  void put_indices(std::uint16_t* out) const;

  std::vector<std::uint16_t> indices_;
  std::vector<std::uint32_t> times_;
};

}  // namespace backfile::search
