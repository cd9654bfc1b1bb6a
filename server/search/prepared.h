// An expression made ready to be carried out over posting lists: frequencies looked up, weights as numbers, what stands nowhere taken out.
#pragma once
#include <xapian.h>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/query/expression.h"
#include "server/search/terms.h"

namespace backfile::search {

struct Prepared {
  query::Expression::Op op = query::Expression::Op::nothing;
  std::string term{};
  std::size_t number = 0;  // of the term, among those of the Collection
  std::vector<Prepared> children{};
  /// Places of the children: first those that leave the fewest articles to ask the others about.
  std::vector<std::size_t> order{};
  double weight = 0;                    // of a term or synonym: what it adds is below this; 0: nothing
  double articles = 0;                  // matches at most, about
  Xapian::termcount window = 0;         // phrase, near: as of the expression
  schema::Slot slot = schema::kNoSlot;  // range: of values that columns have not got
  std::string low{}, high{};            // of these; high: empty where open
  std::int32_t since = 0, until = 0;    // any other range: days; of the last that an article's date may mean, and of the first
  bool weighs = false;                  // it, or something in it, adds to scores
  bool first_has_all = false;           // any: as of the expression
};

/// What is known of the archive as a whole while one search runs.
class Collection {
 public:
  /// shards: of the snapshot, in the order of columns.shards; they and columns must outlive it.
  Collection(const std::vector<const Xapian::Database*>& shards, const Columns& columns);

  double articles() const { return articles_; }
  double length() const { return length_; }  // of all articles, in occurrences of terms
  struct Known {
    Frequency frequency;
    std::size_t number;  // in the order in which they were first asked for, from 0 on
  };
  /// Throws Xapian::Error.
  const Known& term(const std::string& term);

 private:
  const std::vector<const Xapian::Database*> shards_;
  const Columns& columns_;
  double articles_ = 0, length_ = 0;
  std::map<std::string, Known> known_;
};

/// IneB2 of Amati and van Rijsbergen (TOIS 20(4), 2002) with c = 1, as Xapian::IneB2Weight has it: a term weighs
/// w · t / (t + 1), where t is how often the article has it times log2(1 + average length / its length), and w this.
double ineb2(const Frequency& frequency, double articles);

/// weighed: whether scores are wanted. Nothing where only Xapian can carry it out: a synonym of anything but terms. Throws Xapian::Error.
std::optional<Prepared> prepare(const query::Expression& expression, bool weighed, Collection& collection);

}  // namespace backfile::search
