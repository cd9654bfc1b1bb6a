#include "server/search/prepared.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace backfile::search {
namespace {

using query::Expression;
using Op = Expression::Op;

constexpr std::int64_t kSecondsADay = 86'400;

class Preparing {
 public:
  explicit Preparing(Collection& collection) : collection_(collection) {}
  std::optional<Prepared> prepare(const Expression& expression, double scale);

 private:
  std::optional<Prepared> made_of(const Expression& expression, double scale);
  std::vector<std::size_t> order_of(const Prepared& prepared) const;
  std::optional<Prepared> children_of(const Expression& expression, double scale);
  std::optional<Prepared> row(const Expression& expression, double scale);
  Prepared range(const Expression& expression) const;
  Frequency together(const Expression& expression);

  Collection& collection_;
};

Prepared term(const std::string& name, std::size_t number, double weight, double articles) {
  Prepared one{Op::term, name, number};
  one.weight = weight;
  one.articles = articles;
  one.weighs = weight > 0;
  return one;
}

// What several terms have as one, as Xapian takes it: as if each stood in articles regardless of the others.
Frequency either(const Frequency& a, const Frequency& b, const Collection& collection) {
  return {std::floor(a.articles + b.articles - a.articles * b.articles / collection.articles() + 0.5),
          std::floor(a.occurrences + b.occurrences - a.occurrences * b.occurrences / collection.length() + 0.5)};
}

Frequency Preparing::together(const Expression& expression) {
  if (expression.op == Op::term) return collection_.term(expression.term).frequency;
  if (expression.op == Op::without) {
    const Frequency first = together(expression.children[0]), second = together(expression.children[1]);
    return {std::floor(first.articles * (1 - second.articles / collection_.articles()) + 0.5),
            std::floor(first.occurrences * (1 - second.occurrences / collection_.length()) + 0.5)};
  }
  Frequency all;
  for (const Expression& child : expression.children) all = either(all, together(child), collection_);
  return all;
}

/// Ranges of whole days, which nearly all are, go by columns.
Prepared Preparing::range(const Expression& expression) const {
  Prepared range{Op::range};
  range.articles = collection_.articles();
  const auto low = schema::read_time_value(expression.low);
  const auto behind = expression.high.empty() ? 0 : schema::read_time_value(expression.high) + 1;
  if (expression.slot == schema::kLastSlot && expression.high.empty() && low % kSecondsADay == 0) {
    range.since = static_cast<std::int32_t>(low / kSecondsADay);
    range.until = std::numeric_limits<std::int32_t>::max();
  } else if (expression.slot == schema::kFirstSlot && !expression.high.empty() && low == 0 && behind % kSecondsADay == 0) {
    range.until = static_cast<std::int32_t>(behind / kSecondsADay - 1);
  } else {
    range.slot = expression.slot;
    range.low = expression.low;
    range.high = expression.high;
  }
  return range;
}

std::optional<Prepared> Preparing::row(const Expression& expression, double scale) {
  auto all = children_of(expression, scale);
  if (!all) return all;
  for (const Prepared& word : all->children)
    if (word.op == Op::nothing) return Prepared{};
  all->window = expression.window;
  return all;
}

std::optional<Prepared> Preparing::children_of(const Expression& expression, double scale) {
  Prepared all{expression.op};
  for (std::size_t i = 0; i < expression.children.size(); ++i) {
    const bool adds = i == 0 || (expression.op != Op::filter && expression.op != Op::without);
    auto child = prepare(expression.children[i], adds ? scale : 0);
    if (!child) return std::nullopt;
    all.weighs = all.weighs || child->weighs;
    all.children.push_back(std::move(*child));
  }
  const auto fewest = [](const Prepared& a, const Prepared& b) { return a.articles < b.articles; };
  if (expression.op == Op::without)
    all.articles = std::min(all.children[0].articles, std::max(0.0, collection_.articles() - all.children[1].articles));
  else if (expression.op == Op::maybe)
    all.articles = all.children.front().articles;
  else if (expression.op == Op::any || expression.op == Op::synonym)
    for (const Prepared& child : all.children) all.articles = std::min(all.articles + child.articles, collection_.articles());
  else
    all.articles = std::min_element(all.children.begin(), all.children.end(), fewest)->articles;
  all.first_has_all = expression.first_has_all && all.children.front().op != Op::nothing;
  if (all.first_has_all) all.articles = all.children.front().articles;
  return all;
}

bool is_nothing(const Prepared& prepared) { return prepared.op == Op::nothing; }

/// Without children that match nowhere.
Prepared simplified(Prepared all) {
  switch (all.op) {
    case Op::all:
      return std::any_of(all.children.begin(), all.children.end(), is_nothing) ? Prepared{} : std::move(all);
    case Op::filter:
      return is_nothing(all.children[0]) || is_nothing(all.children[1]) ? Prepared{} : std::move(all);
    case Op::maybe:
    case Op::without: {
      const bool matters = all.op == Op::without ? !is_nothing(all.children[1]) : all.children[1].weighs;
      if (!is_nothing(all.children[0]) && matters) return all;
      Prepared first = std::move(all.children.front());
      return first;
    }
    case Op::any: {
      std::erase_if(all.children, is_nothing);
      if (all.children.empty()) return {};
      if (all.children.size() > 1) return all;
      Prepared only = std::move(all.children.front());
      return only;
    }
    case Op::synonym:
      std::erase_if(all.children, is_nothing);
      return all.children.empty() ? Prepared{} : std::move(all);
    default:
      return all;
  }
}

/// Whether it is known how often it stands in an article: terms, synonyms of them, and a term in some articles only.
bool countable(const Expression& part) {
  if (part.op == Op::without) return part.children.front().op == Op::term;
  if (part.op != Op::synonym) return part.op == Op::term || part.op == Op::nothing;
  return std::all_of(part.children.begin(), part.children.end(), countable);
}

/// Terms of synonyms within a synonym are its own; the most frequent first.
void put_in_order(std::vector<Prepared>& parts) {
  std::vector<Prepared> flat;
  for (Prepared& part : parts) {
    if (part.op == Op::any)
      std::move(part.children.begin(), part.children.end(), std::back_inserter(flat));
    else
      flat.push_back(std::move(part));
  }
  std::stable_sort(flat.begin(), flat.end(), [](const Prepared& a, const Prepared& b) { return a.articles > b.articles; });
  parts = std::move(flat);
}

std::vector<std::size_t> Preparing::order_of(const Prepared& prepared) const {
  // How many a range of days leaves is known by looking, which costs as much as a list of so many.
  const double looking = collection_.articles() / 32;
  const auto articles = [&](const Prepared& what) {
    return what.op == Op::range && what.slot == schema::kNoSlot ? looking : what.articles;
  };
  std::vector<std::size_t> order(prepared.children.size());
  std::iota(order.begin(), order.end(), 0);
  const bool most_first = prepared.op == Op::any || prepared.op == Op::synonym;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Prepared &one = prepared.children[a], &other = prepared.children[b];
    return most_first ? one.articles > other.articles : articles(one) < articles(other);
  });
  return order;
}

std::optional<Prepared> Preparing::prepare(const Expression& expression, double scale) {
  auto made = made_of(expression, scale);
  if (made && !made->children.empty()) made->order = order_of(*made);
  return made;
}

// As deep as the plan, whose depth the parser bounds.
std::optional<Prepared> Preparing::made_of(const Expression& expression, double scale) {
  scale *= expression.scale;
  switch (expression.op) {
    case Op::nothing:
      return Prepared{};
    case Op::everything: {
      Prepared everything{Op::everything};
      everything.articles = collection_.articles();
      return everything;
    }
    case Op::term: {
      const auto& [known, number] = collection_.term(expression.term);
      if (known.articles == 0) return Prepared{};
      return term(expression.term, number, scale > 0 ? scale * ineb2(known, collection_.articles()) : 0, known.articles);
    }
    case Op::range:
      return range(expression);
    case Op::phrase:
    case Op::near:
      return row(expression, scale);
    case Op::synonym: {
      if (!std::all_of(expression.children.begin(), expression.children.end(), countable)) return std::nullopt;
      auto all = children_of(expression, 0);
      if (!all) return all;
      const Frequency known = together(expression);
      all->weight = scale > 0 && known.articles > 0 ? scale * ineb2(known, collection_.articles()) : 0;
      all->weighs = all->weight > 0;
      if (!all->weighs) all->op = Op::any;
      *all = simplified(std::move(*all));
      if (all->op == Op::synonym) put_in_order(all->children);
      return all;
    }
    default: {
      auto all = children_of(expression, scale);
      return all ? simplified(std::move(*all)) : std::move(all);
    }
  }
}

}  // namespace

Collection::Collection(const std::vector<const Xapian::Database*>& shards, const Columns& columns) : shards_(shards), columns_(columns) {
  for (const auto& shard : columns.shards) {
    articles_ += shard->articles;
    length_ += shard->length;
  }
}

const Collection::Known& Collection::term(const std::string& term) {
  const auto known = known_.find(term);
  if (known != known_.end()) return known->second;
  return known_.emplace(term, Known{frequency_of(term, shards_, columns_), known_.size()}).first->second;
}

double ineb2(const Frequency& frequency, double articles) {
  // In how many articles the occurrences would stand if they were strewn at random.
  const double expected = articles * (1 - std::exp(-frequency.occurrences / articles));
  return std::log2((articles + 1) / (expected + 0.5)) * (frequency.occurrences + 1) / frequency.articles;
}

std::optional<Prepared> prepare(const Expression& expression, bool weighed, Collection& collection) {
  return Preparing(collection).prepare(expression, weighed ? 1 : 0);
}

}  // namespace backfile::search
