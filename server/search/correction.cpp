// Words of the tree are numbered in the order in which one walk meets them; a correction is new texts by number.
#include "server/search/correction.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "indexer/schema/fields.h"
#include "server/query/word_syntax.h"
#include "server/search/similar_words.h"

namespace backfile::search {
namespace {

using query::Node;
using query::NodeKind;

constexpr Xapian::doccount kRare = 3;       // articles: a word that more have is no mistake
constexpr double kMoreFrequent = 10;        // times, that a correction must be than the word it stands for
constexpr std::size_t kMostCorrected = 6;   // words of a query
constexpr std::size_t kMostCandidates = 3;  // for one word
constexpr std::size_t kMostTrees = 6;
// In doublings of frequency: what one letter off costs, what two words for one cost, what the same first letter is worth.
constexpr double kLetter = 4, kSplit = 6, kFirstLetter = 2;

struct Word {
  std::string folded, typed;
  schema::Field scope;
  bool alone;            // the whole of a word node
  bool follows = false;  // the word before it stands in the same `all`
  Xapian::doccount articles = 0;
};
using Texts = std::map<std::size_t, std::string>;  // by number; empty: nothing is left of the word

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool has_texts(const Node& node) { return (node.kind == NodeKind::word && node.distance == 0) || node.kind == NodeKind::phrase; }

class Walk {
 public:
  Walk(analysis::Analyzer& analyzer, const Texts& texts) : analyzer_(analyzer), texts_(texts) {}

  /// The tree with the new texts; `words` gets what it had. As deep as the tree, whose depth the parser bounds.
  Node walk(const Node& node, schema::Field scope) {
    if (node.kind == NodeKind::exclude || !query::has_words(scope)) return node;
    if (has_texts(node)) return text(node, scope);
    Node out = node;
    out.children.clear();
    for (const Node& child : node.children) {
      const std::size_t before = words.size();
      Node made = walk(child, node.kind == NodeKind::field ? node.field : scope);
      const bool one = words.size() == before + 1 && child.kind == NodeKind::word;
      if (one && node.kind == NodeKind::all && before > 0 && last_alone_ == before) words.back().follows = true;
      last_alone_ = one ? words.size() : 0;
      if (made.kind == NodeKind::nothing) continue;
      if (made.kind == node.kind && made.kind == NodeKind::all)
        std::move(made.children.begin(), made.children.end(), std::back_inserter(out.children));
      else
        out.children.push_back(std::move(made));
    }
    if (node.kind != NodeKind::field && !node.children.empty() && out.children.size() == 1) return Node(std::move(out.children.front()));
    return out;
  }

  std::vector<Word> words;

 private:
  Node text(const Node& node, schema::Field scope) {
    struct Piece {
      std::size_t begin, end;
      std::string folded;
    };
    std::vector<Piece> pieces;
    for (const auto& token : analyzer_.tokens(node.text, {}))
      if (pieces.empty() || pieces.back().end <= token.byte_begin)
        pieces.push_back({token.byte_begin, token.byte_end, std::string(token.term)});
    Node out = node;
    std::size_t moved = 0;  // modulo the size of size_t: texts may be shorter
    for (const Piece& piece : pieces) {
      if (const auto text = texts_.find(words.size()); text != texts_.end()) {
        out.text.replace(piece.begin + moved, piece.end - piece.begin, text->second);
        moved += text->second.size() - (piece.end - piece.begin);
      }
      words.push_back(
          {piece.folded, node.text.substr(piece.begin, piece.end - piece.begin), scope, pieces.size() == 1 && node.kind == NodeKind::word});
    }
    if (out.text.empty()) return {NodeKind::nothing, {}, {}};
    const auto space = node.kind == NodeKind::word ? out.text.find(' ') : out.text.npos;
    if (space == out.text.npos) return out;
    const Node first{NodeKind::word, out.text.substr(0, space), {}}, second{NodeKind::word, out.text.substr(space + 1), {}};
    return {NodeKind::all, {}, {first, second}};
  }

  analysis::Analyzer& analyzer_;
  const Texts& texts_;
  std::size_t last_alone_ = 0;  // number behind the last word node of one word
};

std::string term_of(const std::string& folded, schema::Field scope) {
  return scope == schema::Field::body ? schema::word_term(folded) : std::string(schema::info(scope).word_prefix) + folded;
}

Xapian::doccount articles_with(const Word& word, const CorrectionContext& context) {
  Xapian::doccount most = context.database.get_termfreq(term_of(word.folded, word.scope));
  if (word.scope != schema::Field::body && word.scope != schema::Field::title) return most;
  for (const auto& language : context.languages) {
    std::vector<std::string> stems;
    for (const auto& token : context.analyzer.tokens(word.typed, language))
      for (const auto stem : token.stems)
        if (!stem.empty()) stems.emplace_back(stem);
    for (const auto& stem : stems) {
      const bool in_title = word.scope == schema::Field::title;
      most = std::max(
          most, context.database.get_termfreq(in_title ? schema::title_stem_term(language, stem) : schema::stem_term(language, stem)));
    }
  }
  return most;
}

struct Candidate {
  std::string text;
  double score;
};

// Two words that were run together.
void add_splits(const Word& word, const CorrectionContext& context, double least, std::vector<Candidate>& candidates) {
  if (!word.alone) return;
  for (std::size_t at = 2; at + 2 <= word.folded.size(); ++at) {
    if ((static_cast<unsigned char>(word.folded[at]) & 0xC0) == 0x80) continue;
    const std::string first = word.folded.substr(0, at), second = word.folded.substr(at);
    if (letters_in(first) < 2 || letters_in(second) < 2) continue;
    const std::string one = term_of(first, word.scope), other = term_of(second, word.scope);
    const double articles = std::min(context.database.get_termfreq(one), context.database.get_termfreq(other));
    if (articles < least || !context.may_be_seen(one) || !context.may_be_seen(other)) continue;
    candidates.push_back({first + " " + second, std::log2(articles) - kSplit});
  }
}

std::vector<Candidate> candidates_for(const Word& word, const CorrectionContext& context) {
  constexpr std::size_t kLookedAt = 60;
  const double least = std::max(1.0, kMoreFrequent * word.articles);
  const std::size_t length = letters_in(word.folded);
  std::vector<Candidate> near, seen;
  if (length >= 3) {
    const int letters = length < 5 ? 1 : 2;
    auto found = context.words.similar(word.scope, word.folded, letters, kLookedAt);
    for (auto& text : found) {
      const auto distance = SimilarWords(word.folded, letters).look_at(text).distance;
      const double articles = context.database.get_termfreq(term_of(text, word.scope));
      if (text == word.folded || !distance || articles < least) continue;
      const double first = text.front() == word.folded.front() ? kFirstLetter : 0;
      near.push_back({std::move(text), std::log2(articles) - kLetter * *distance + first});
    }
  }
  const auto better = [](const Candidate& a, const Candidate& b) { return a.score != b.score ? a.score > b.score : a.text < b.text; };
  std::sort(near.begin(), near.end(), better);
  for (auto& candidate : near) {
    if (seen.size() == kMostCandidates) break;
    if (context.may_be_seen(term_of(candidate.text, word.scope))) seen.push_back(std::move(candidate));
  }
  add_splits(word, context, least, seen);
  std::sort(seen.begin(), seen.end(), better);
  if (seen.size() > kMostCandidates) seen.resize(kMostCandidates);
  return seen;
}

// The likeliest of every word; then others of one word; then two words made one.
std::vector<Texts> likeliest(const std::vector<Word>& words, const CorrectionContext& context) {
  std::map<std::size_t, std::vector<Candidate>> candidates;
  Texts best;
  for (std::size_t i = 0; i < words.size() && candidates.size() < kMostCorrected; ++i) {
    if (words[i].articles > kRare) continue;
    auto found = candidates_for(words[i], context);
    if (found.empty()) continue;
    best[i] = found.front().text;
    candidates[i] = std::move(found);
  }
  std::vector<Texts> all;
  if (!best.empty()) all.push_back(best);
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!words[i].follows) continue;
    const std::string joined = words[i - 1].folded + words[i].folded, term = term_of(joined, words[i].scope);
    const double articles = context.database.get_termfreq(term);
    if (articles < 1 || articles < kMoreFrequent * std::min(words[i - 1].articles, words[i].articles) || !context.may_be_seen(term))
      continue;
    Texts texts = best;
    texts[i - 1] = joined;
    texts[i] = "";
    all.push_back(std::move(texts));
  }
  for (const auto& [number, others] : candidates) {
    for (std::size_t i = 1; i < others.size(); ++i) {
      Texts texts = best;
      texts[number] = others[i].text;
      all.push_back(std::move(texts));
    }
  }
  if (all.size() > kMostTrees) all.resize(kMostTrees);
  return all;
}

}  // namespace

std::vector<Node> corrections(const Node& root, const CorrectionContext& context) {
  const Texts none;
  Walk before(context.analyzer, none);
  before.walk(root, schema::Field::body);
  for (Word& word : before.words) word.articles = articles_with(word, context);
  std::vector<Node> trees;
  for (const Texts& texts : likeliest(before.words, context))
    trees.push_back(Walk(context.analyzer, texts).walk(root, schema::Field::body));
  return trees;
}

}  // namespace backfile::search
