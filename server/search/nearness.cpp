#include "server/search/nearness.h"

#include <algorithm>
#include <utility>

#include "server/search/positions.h"

namespace backfile::search {

using query::Expression;
using Op = Expression::Op;

namespace {

void take(Expression& expression, double scale, std::vector<Expression>& taken) {
  if (expression.op != Op::maybe && expression.op != Op::filter && expression.op != Op::without) return;
  scale *= expression.scale;
  take(expression.children[0], scale, taken);
  if (expression.op != Op::maybe || expression.children[1].op != Op::near) return;
  taken.push_back(scaled(std::move(expression.children[1]), scale));
  Expression first = scaled(std::move(expression.children[0]), expression.scale);
  expression = std::move(first);
}

}  // namespace

std::vector<Expression> take_nearness(Expression& expression) {
  std::vector<Expression> taken;
  take(expression, 1, taken);
  return taken;
}

struct Nearness::Candidate {
  Ranking ranking;
  std::vector<double> gains;  // by pair: what it gains if the words stand near each other; 0 where it has not got both
  double at_most;             // score with all of them
};

Nearness::Nearness(const std::vector<Prepared>& pairs, ShardPostings& postings, const Deadline& deadline)
    : pairs_(pairs), postings_(postings), deadline_(deadline), most_(most(pairs)) {}

double Nearness::most(const std::vector<Prepared>& pairs) {
  double most = 0;
  for (const Prepared& pair : pairs)
    for (const Prepared& word : pair.children) most += word.weight;
  return most;
}

void Nearness::settle(std::vector<Candidate>& some, Best& best) const {
  std::sort(some.begin(), some.end(), [](const Candidate& a, const Candidate& b) { return a.ranking.article < b.ranking.article; });
  for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
    std::vector<Xapian::docid> both;
    for (const Candidate& candidate : some)
      if (candidate.gains[pair] > 0) both.push_back(candidate.ranking.article);
    const auto near = standing(pairs_[pair], both, postings_.positions, deadline_);
    auto next = near.begin();
    for (Candidate& candidate : some) {
      if (next == near.end() || *next != candidate.ranking.article) continue;
      candidate.ranking.score += candidate.gains[pair];
      ++next;
    }
  }
  for (const Candidate& candidate : some) best.offer(candidate.ranking);
}

void Nearness::offer(std::vector<Ranking> ranked, Scorer& scorer, Best& best) {
  // Whoever is to be among the best needs at least what the last of them has without any gain.
  Best plain = best;
  for (const Ranking& ranking : ranked) plain.offer(ranking);
  const double least = plain.least();
  std::erase_if(ranked, [&](const Ranking& ranking) { return ranking.score + most_ < least; });

  std::vector<Candidate> candidates;
  std::vector<Xapian::docid> articles;
  for (const Ranking& ranking : ranked) {
    candidates.push_back({ranking, std::vector<double>(pairs_.size()), ranking.score});
    articles.push_back(ranking.article);
  }
  for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
    Prepared both = pairs_[pair];
    both.op = Op::all;
    const Matches found = scorer.among(both, articles);
    std::size_t at = 0;
    for (std::size_t i = 0; i < found.articles.size(); ++i) {
      while (articles[at] != found.articles[i]) ++at;
      candidates[at].gains[pair] = found.scores[i];
      candidates[at].at_most += found.scores[i];
    }
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.at_most > b.at_most; });
  constexpr std::size_t kAtOnce = 16;
  std::vector<Candidate> some;
  for (std::size_t begin = 0; begin < candidates.size(); begin += kAtOnce) {
    if (candidates[begin].at_most < best.least()) break;
    const auto end = std::min(begin + kAtOnce, candidates.size());
    some.assign(candidates.begin() + static_cast<std::ptrdiff_t>(begin), candidates.begin() + static_cast<std::ptrdiff_t>(end));
    settle(some, best);
  }
}

}  // namespace backfile::search
