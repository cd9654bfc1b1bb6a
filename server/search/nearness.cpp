#include "server/search/nearness.h"

#include <algorithm>
#include <iterator>
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

Nearness::Nearness(const std::vector<Prepared>& pairs, std::size_t most, ShardPositions positions, Deadline::Clock::time_point deadline)
    : pairs_(pairs),
      most_wanted_(most),
      most_gained_(Nearness::most(pairs)),
      positions_(std::move(positions)),
      deadline_(deadline),
      plain_(most) {
  for (Prepared both : pairs) {
    both.op = Op::all;
    both_.push_back(std::move(both));
  }
}

double Nearness::most(const std::vector<Prepared>& pairs) {
  double most = 0;
  for (const Prepared& pair : pairs)
    for (const Prepared& word : pair.children) most += word.weight;
  return most;
}

std::vector<Nearness::Candidate> Nearness::candidates_of(const std::vector<Ranking>& ranked, Scorer& scorer) const {
  std::vector<Candidate> candidates;
  std::vector<Xapian::docid> articles;
  for (const Ranking& ranking : ranked) {
    candidates.push_back({ranking, ranking.score, std::vector<double>(pairs_.size())});
    articles.push_back(ranking.article);
  }
  for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
    const Matches found = scorer.among(both_[pair], articles);
    std::size_t at = 0;
    for (std::size_t i = 0; i < found.articles.size(); ++i) {
      while (articles[at] != found.articles[i]) ++at;
      candidates[at].gains[pair] = found.scores[i];
      candidates[at].at_most += found.scores[i];
    }
  }
  return candidates;
}

void Nearness::settle(std::vector<Candidate> some, Best& best) {
  std::sort(some.begin(), some.end(), [](const Candidate& a, const Candidate& b) { return a.ranking.article < b.ranking.article; });
  for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
    std::vector<Xapian::docid> both;
    for (const Candidate& candidate : some)
      if (candidate.gains[pair] > 0) both.push_back(candidate.ranking.article);
    const auto near = standing(pairs_[pair], both, positions_, deadline_);
    auto next = near.begin();
    for (Candidate& candidate : some) {
      if (next == near.end() || *next != candidate.ranking.article) continue;
      candidate.ranking.score += candidate.gains[pair];
      ++next;
    }
  }
  for (const Candidate& candidate : some) best.offer(candidate.ranking);
}

void Nearness::offer(const std::vector<Ranking>& ranked, Scorer& scorer, double known, Best& best) {
  for (const Ranking& ranking : ranked) plain_.offer(ranking);
  std::vector<Ranking> some;
  const double least = std::max({known, plain_.least(), best.least()});
  std::copy_if(ranked.begin(), ranked.end(), std::back_inserter(some),
               [&](const Ranking& ranking) { return ranking.score + most_gained_ >= least; });
  if (some.empty()) return;
  for (Candidate& candidate : candidates_of(some, scorer))
    if (candidate.at_most >= least) put_off_.push_back(std::move(candidate));
  constexpr std::size_t kPutOff = 512;  // which bounds the memory
  if (put_off_.size() > kPutOff + most_wanted_) finish(known, best);
}

void Nearness::finish(double known, Best& best) {
  std::sort(put_off_.begin(), put_off_.end(), [](const Candidate& a, const Candidate& b) { return a.at_most > b.at_most; });
  constexpr std::size_t kAtOnce = 4;  // each may make the next needless
  for (auto next = put_off_.begin(); next != put_off_.end() && next->at_most >= std::max({known, plain_.least(), best.least()});) {
    const auto end = next + std::min<std::ptrdiff_t>(best.is_full() ? kAtOnce : most_wanted_, put_off_.end() - next);
    settle({std::make_move_iterator(next), std::make_move_iterator(end)}, best);
    next = end;
  }
  put_off_.clear();
}

}  // namespace backfile::search
