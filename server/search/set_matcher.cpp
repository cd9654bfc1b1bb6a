#include "server/search/set_matcher.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "server/search/positions.h"

namespace backfile::search {

using Op = query::Expression::Op;
namespace {

/// So many articles are asked for one by one rather than met with a set made for the purpose.
constexpr std::size_t kFew = kStretch / 64;

}  // namespace

StretchSet SetMatcher::everything(std::size_t stretch) const {
  const auto& there = postings_.columns.there;
  const std::size_t begin = stretch * StretchSet::kWords;
  StretchSet all(std::min<std::size_t>(kStretch, (there.size() - begin) * 64));
  for (std::size_t i = 0; i < all.words(); ++i) all.set_word(i, there[begin + i]);
  return all;
}

void SetMatcher::keep(const Prepared& what, std::size_t stretch, StretchSet& set) {
  deadline_.glance();
  if (set.empty()) return;
  switch (what.op) {
    case Op::nothing:
      return set.clear();
    case Op::everything:
      return;
    case Op::term:
      return keep_term(what, stretch, set);
    case Op::any:
    case Op::synonym:
      return keep_any(what, stretch, set);
    case Op::all:
    case Op::filter:
      return keep_all(what, stretch, set);
    case Op::maybe:
      return keep(what.children[0], stretch, set);
    case Op::without:
      return keep_without(what, stretch, set);
    case Op::phrase:
    case Op::near:
      return keep_row(what, stretch, set);
    case Op::range:
      break;
  }
  if (what.slot == schema::kNoSlot)
    keep_days(what, stretch, set);
  else
    keep_values(what, stretch, set);
}

void SetMatcher::keep_term(const Prepared& term, std::size_t stretch, StretchSet& set) {
  const auto size = set.size();
  if (const auto postings = postings_.stretch(term, stretch, size); postings.known()) return postings.keep(set);
  StretchSet there = set.like();
  const auto first = first_of_stretch(stretch), last = std::min(postings_.last(), first + kStretch - 1);
  if (size <= kFew) {
    const auto articles = set.articles(stretch);
    postings_.each(term, Within(articles), [&](std::size_t i, Xapian::termcount) { there.insert(articles[i] - first); });
  } else {
    postings_.each(term, Within(first, last), [&](std::size_t index, Xapian::termcount) { there.insert(index); });
  }
  set &= there;
}

// What leaves the fewest to ask the others about first.
void SetMatcher::keep_any(const Prepared& any, std::size_t stretch, StretchSet& set) {
  if (any.first_has_all) return keep(any.children.front(), stretch, set);
  std::vector<const Prepared*> order;
  for (const Prepared& child : any.children) order.push_back(&child);
  std::stable_sort(order.begin(), order.end(), [&](const Prepared* a, const Prepared* b) { return a->articles > b->articles; });
  StretchSet left = set;
  keep(*order.front(), stretch, set);
  for (std::size_t i = 1; i < order.size(); ++i) {
    StretchSet more = left -= set;
    if (more.empty()) return;  // all of them
    keep(*order[i], stretch, more);
    set |= more;
  }
}

// What leaves the fewest first.
void SetMatcher::keep_all(const Prepared& all, std::size_t stretch, StretchSet& set) {
  std::vector<const Prepared*> order;
  for (const Prepared& child : all.children) order.push_back(&child);
  // How many a range of days leaves is known by looking, which costs as much as a list of so many.
  const double looking = static_cast<double>(postings_.columns.articles) / 32;
  const auto articles = [&](const Prepared* what) {
    return what->op == Op::range && what->slot == schema::kNoSlot ? looking : what->articles;
  };
  std::stable_sort(order.begin(), order.end(), [&](const Prepared* a, const Prepared* b) { return articles(a) < articles(b); });
  for (const Prepared* child : order) keep(*child, stretch, set);
}

void SetMatcher::keep_without(const Prepared& without, std::size_t stretch, StretchSet& set) {
  const Prepared& excluded = without.children[1];
  if (leaves_few(excluded)) {
    set &= others(excluded, stretch).set;
    return keep(without.children[0], stretch, set);
  }
  keep(without.children[0], stretch, set);
  StretchSet unwanted = set;
  keep(excluded, stretch, unwanted);
  set -= unwanted;
}

bool SetMatcher::leaves_few(const Prepared& excluded) const {
  const auto is_term = [](const Prepared& one) { return one.op == Op::term; };
  const bool simple =
      is_term(excluded) || (excluded.op == Op::any && std::all_of(excluded.children.begin(), excluded.children.end(), is_term));
  return simple && excluded.articles * 2 > static_cast<double>(postings_.columns.articles);
}

const SetMatcher::Others& SetMatcher::others(const Prepared& what, std::size_t stretch) {
  enter(stretch);
  std::vector<std::size_t> key;
  if (what.op == Op::term) key.push_back(what.number);
  for (const Prepared& child : what.children) key.push_back(child.number);
  for (const auto& [terms, known] : others_)
    if (terms == key) return known;
  StretchSet all = everything(stretch), those = all;
  keep(what, stretch, those);
  all -= those;
  return others_.emplace_front(std::move(key), Others{all, all.articles(stretch)}).second;
}

void SetMatcher::enter(std::size_t stretch) {
  if (stretch_ == stretch) return;
  others_.clear();
  rows_.clear();
  stretch_ = stretch;
}

void SetMatcher::keep_row(const Prepared& row, std::size_t stretch, StretchSet& set) {
  constexpr std::size_t kMostRows = 64;  // four kilobytes each
  enter(stretch);
  if (const auto known = rows_.find(&row); known != rows_.end()) {
    StretchSet unknown = set;
    unknown -= known->second.asked;
    if (!unknown.empty()) return find_row(row, stretch, set);
    set &= known->second.found;
    return;
  }
  const StretchSet asked = set;
  find_row(row, stretch, set);
  if (rows_.size() < kMostRows) rows_.emplace(&row, Row{asked, set});
}

void SetMatcher::find_row(const Prepared& row, std::size_t stretch, StretchSet& set) {
  keep_all(row, stretch, set);
  StretchSet found = set.like();
  for (const auto article : standing(row, set.articles(stretch), postings_.positions, deadline_))
    found.insert(article - first_of_stretch(stretch));
  set = found;
}

void SetMatcher::keep_days(const Prepared& range, std::size_t stretch, StretchSet& set) const {
  const std::int32_t* const first = postings_.columns.first_day.data() + first_of_stretch(stretch);
  const std::int32_t* const last = postings_.columns.last_day.data() + first_of_stretch(stretch);
  const std::size_t size = postings_.columns.first_day.size() - first_of_stretch(stretch);
  constexpr std::size_t kMany = 12;
  for (std::size_t place = 0; place < set.words(); ++place) {
    auto kept = set.word(place);
    if (bits_in(kept) > kMany && (place + 1) * 64 <= size) {
      // All 64 at once.
      std::array<std::uint8_t, 64> within;
      for (std::size_t i = 0; i < 64; ++i) {
        const auto from = first[place * 64 + i], to = last[place * 64 + i];
        within[i] = static_cast<std::uint8_t>((from >= 0) & (to >= range.since) & (from <= range.until));
      }
      set.set_word(place, kept & not_zero(within.data()));
      continue;
    }
    for (auto bits = kept; bits != 0; bits &= bits - 1) {
      const auto index = place * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      // Without branches: dates come in no order.
      const auto from = first[index], to = last[index];
      const bool within = (from >= 0) & (to >= range.since) & (from <= range.until);
      kept &= ~(std::uint64_t{!within} << (index % 64));
    }
    set.set_word(place, kept);
  }
}

void SetMatcher::keep_values(const Prepared& range, std::size_t stretch, StretchSet& set) const {
  auto value = postings_.database.valuestream_begin(range.slot);
  const auto end = postings_.database.valuestream_end(range.slot);
  set.keep_if([&](std::size_t index) {
    const auto article = first_of_stretch(stretch) + static_cast<Xapian::docid>(index);
    if (value != end && value.get_docid() < article) value.skip_to(article);
    if (value == end || value.get_docid() != article) return false;
    const std::string here = *value;
    return here >= range.low && (range.high.empty() || here <= range.high);
  });
}

}  // namespace backfile::search
