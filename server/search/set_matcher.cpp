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

void SetMatcher::keep_any(const Prepared& any, std::size_t stretch, StretchSet& set) {
  if (any.first_has_all) return keep(any.children.front(), stretch, set);
  StretchSet left = set;
  keep(any.children[any.order.front()], stretch, set);
  for (std::size_t i = 1; i < any.order.size(); ++i) {
    StretchSet more = left -= set;
    if (more.empty()) return;  // all of them
    keep(any.children[any.order[i]], stretch, more);
    set |= more;
  }
}

void SetMatcher::keep_all(const Prepared& all, std::size_t stretch, StretchSet& set) {
  for (const auto child : all.order) keep(all.children[child], stretch, set);
}

void SetMatcher::keep_without(const Prepared& without, std::size_t stretch, StretchSet& set) {
  const Prepared& excluded = without.children[1];
  if (leaves_few(excluded)) {
    keep_others(excluded, stretch, set);
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

// Those without what nearly all have, of all stretches at once: these few are gathered once for many searches.
std::optional<Complement> SetMatcher::complement(const Prepared& excluded) {
  constexpr std::size_t kFewOf = 64;  // so that what is kept takes a byte an article at most
  Complement all;
  for (std::size_t stretch = 0; first_of_stretch(stretch) <= postings_.last(); ++stretch) {
    all.add(without_any(excluded, stretch).articles(stretch));
    if (all.size() > postings_.columns.articles / kFewOf) return std::nullopt;
  }
  return all;
}

StretchSet SetMatcher::without_any(const Prepared& excluded, std::size_t stretch) {
  StretchSet all = everything(stretch), those = all;
  keep(excluded, stretch, those);
  return all -= those;
}

SetMatcher::Others& SetMatcher::known_others(const Prepared& excluded, std::size_t stretch) {
  const std::span<const Prepared> terms = excluded.op == Op::term ? std::span(&excluded, 1) : std::span(excluded.children);
  const auto is_of = [](const Prepared& term, std::size_t number) { return term.number == number; };
  const auto known = std::find_if(others_.begin(), others_.end(), [&](const Others& one) {
    return std::equal(terms.begin(), terms.end(), one.terms.begin(), one.terms.end(), is_of);
  });
  Others& others = known != others_.end() ? *known : others_.emplace_front();
  if (known == others_.end()) {
    Complements::Terms names;
    for (const Prepared& term : terms) {
      others.terms.push_back(term.number);
      names.push_back(term.term);
    }
    others.all = postings_.columns.complements->of(names, [&] { return complement(excluded); });
  }
  if (!others.all && others.stretch != stretch) {
    others.set = without_any(excluded, stretch);
    others.articles = others.set.articles(stretch);
    others.stretch = stretch;
  }
  return others;
}

std::span<const Xapian::docid> SetMatcher::others(const Prepared& excluded, std::size_t stretch) {
  const Others& others = known_others(excluded, stretch);
  return others.all ? others.all->in(stretch) : std::span<const Xapian::docid>(others.articles);
}

void SetMatcher::keep_others(const Prepared& excluded, std::size_t stretch, StretchSet& set) {
  const Others& others = known_others(excluded, stretch);
  if (!others.all) {
    set &= others.set;
    return;
  }
  StretchSet kept = set.like();
  for (const auto article : others.all->in(stretch))
    if (const auto index = article - first_of_stretch(stretch); set.contains(index)) kept.insert(index);
  set = kept;
}

void SetMatcher::enter(std::size_t stretch) {
  if (stretch_ == stretch) return;
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
