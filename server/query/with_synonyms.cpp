// Synonyms added to a tree.
#include <algorithm>

#include "server/query/lexer.h"
#include "server/query/synonyms.h"

namespace backfile::query {
namespace {

using Alternatives = std::vector<const Synonyms::Alternative*>;

bool bare_word(const Node& node) { return node.kind == NodeKind::word && node.distance == 0; }

class Adding {
 public:
  Adding(const Synonyms& synonyms, analysis::Analyzer& analyzer, std::size_t most)
      : synonyms_(synonyms), analyzer_(analyzer), left_(most) {}

  /// As deep as the tree, whose depth the parser bounds.
  Node add(const Node& node) {
    switch (node.kind) {
      case NodeKind::word:
        return bare_word(node) ? beside(node, synonyms_.of(folded_words(node.text, analyzer_))) : node;
      case NodeKind::all:
        return add_to_all(node);
      case NodeKind::any:
        return add_to_any(node);
      case NodeKind::field: {
        if (node.field != schema::Field::title) return node;
        Node out = node;
        out.children.front() = add(node.children.front());
        return out;
      }
      default:
        return node;
    }
  }

 private:
  Node beside(Node typed, const Alternatives& alternatives) {
    std::vector<Node> others;
    for (const auto* alternative : alternatives) {
      if (left_ == 0) break;
      --left_;
      others.push_back(alternative->node);
    }
    return grouped(std::move(typed), std::move(others));
  }

  static Node grouped(Node typed, std::vector<Node> others) {
    if (others.empty()) return typed;
    Node out{NodeKind::synonyms, {}, {std::move(typed)}};
    std::move(others.begin(), others.end(), std::back_inserter(out.children));
    return out;
  }

  // The longest run of words that has synonyms, from the left.
  Node add_to_all(const Node& node) {
    const auto& children = node.children;
    std::vector<std::string> folded;
    for (const Node& child : children) folded.push_back(bare_word(child) ? folded_words(child.text, analyzer_) : std::string());
    Node out{NodeKind::all, {}, {}};
    for (std::size_t begin = 0; begin < children.size();) {
      std::size_t taken = 0;
      Alternatives best;
      std::string words;
      for (std::size_t end = begin; end < std::min(begin + kMostSynonymWords, children.size()) && !folded[end].empty(); ++end) {
        words += (words.empty() ? "" : " ") + folded[end];
        auto found = synonyms_.of(words);
        if (found.empty()) continue;
        best = std::move(found);
        taken = end + 1 - begin;
      }
      if (taken == 0) {
        out.children.push_back(add(children[begin++]));
        continue;
      }
      const auto first = children.begin() + static_cast<std::ptrdiff_t>(begin);
      Node typed{NodeKind::all, {}, {first, first + static_cast<std::ptrdiff_t>(taken)}};
      out.children.push_back(beside(taken == 1 ? *first : std::move(typed), best));
      begin += taken;
    }
    return out.children.size() == 1 ? Node(std::move(out.children.front())) : out;
  }

  /// An alternative that was typed or added.
  struct Said {
    std::string folded;
    bool word;
    bool is(const Synonyms::Alternative& other) const {
      const bool one_word = folded.find(' ') == folded.npos;
      return folded == other.folded && (!one_word || word == (other.node.kind == NodeKind::word));
    }
  };

  Said said(const Node& node) {
    const bool text = bare_word(node) || (node.kind == NodeKind::phrase && node.distance == 0);
    return {text ? folded_words(node.text, analyzer_) : std::string(), node.kind == NodeKind::word};
  }

  // The folded words of a typed alternative that may have synonyms as a whole.
  std::string whole(const Node& node) {
    if (bare_word(node)) return folded_words(node.text, analyzer_);
    if (node.kind != NodeKind::all || !std::all_of(node.children.begin(), node.children.end(), bare_word)) return {};
    std::string words;
    for (const Node& child : node.children) words += (words.empty() ? "" : " ") + folded_words(child.text, analyzer_);
    return words;
  }

  Node add_to_any(const Node& node) {
    std::vector<Said> all, before;  // what was typed; what stands in the new tree already
    for (const Node& child : node.children) all.push_back(said(child));
    std::vector<bool> taken(node.children.size(), false);
    Node out{NodeKind::any, {}, {}};
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (taken[i]) continue;
      const Node& child = node.children[i];
      before.push_back(all[i]);
      const auto alternatives = synonyms_.of(whole(child));
      if (alternatives.empty()) {
        out.children.push_back(add(child));
        continue;
      }
      std::vector<Node> others;
      for (const auto* alternative : alternatives) {
        if (std::any_of(before.begin(), before.end(), [&](const Said& one) { return one.is(*alternative); })) continue;
        std::size_t typed = i + 1;
        while (typed < all.size() && (taken[typed] || !all[typed].is(*alternative))) ++typed;
        if (typed == all.size() && left_ == 0) continue;
        before.push_back({alternative->folded, alternative->node.kind == NodeKind::word});
        if (typed < all.size()) {
          taken[typed] = true;
          others.push_back(node.children[typed]);
        } else {
          --left_;
          others.push_back(alternative->node);
        }
      }
      out.children.push_back(grouped(child, std::move(others)));
    }
    return out.children.size() == 1 ? Node(std::move(out.children.front())) : out;
  }

  const Synonyms& synonyms_;
  analysis::Analyzer& analyzer_;
  std::size_t left_;  // how many more may be added; where it does not reach, the canonical text will not parse
};

}  // namespace

Parsed with_synonyms(const Parsed& typed, const Synonyms& synonyms, analysis::Analyzer& analyzer, const ParseLimits& limits) {
  if (synonyms.size() == 0) return typed;
  const auto add = [&](const Node& root) { return Adding(synonyms, analyzer, limits.max_clauses).add(root); };
  Parsed out = typed;
  out.root = add(typed.root);
  if (out.root == typed.root) return out;
  out.canonical = canonical(out.root);
  const auto again = parse(out.canonical, limits);
  if (again && add(again->root) == out.root) return out;
  out = typed;
  warn(out.warnings, "Synonyms were left out: with them the query would have more words or deeper groups than this server takes.");
  return out;
}

Node without_synonyms(const Node& node) {
  if (node.kind == NodeKind::synonyms) return node.children.front();
  Node out = node;
  out.children.clear();
  for (const Node& child : node.children) out.children.push_back(without_synonyms(child));
  return out;
}

}  // namespace backfile::query
