// One walk for both, so that words are numbered alike.
#include "server/search/query_words.h"

#include <algorithm>
#include <iterator>

#include "indexer/schema/fields.h"
#include "server/query/word_syntax.h"

namespace backfile::search {
namespace {

using query::Node;
using query::NodeKind;

bool has_texts(const Node& node) { return (node.kind == NodeKind::word && node.distance == 0) || node.kind == NodeKind::phrase; }

class Walk {
 public:
  Walk(analysis::Analyzer& analyzer, const NewTexts& texts) : analyzer_(analyzer), texts_(texts) {}

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
      if (one && node.kind == NodeKind::all && before > 0 && last_alone_ == before) words.back().second = true;
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

  std::vector<QueryWord> words;

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
      const bool alone = pieces.size() == 1 && node.kind == NodeKind::word;
      words.push_back({piece.folded, node.text.substr(piece.begin, piece.end - piece.begin), scope, alone, &piece != &pieces.front()});
    }
    if (out.text.empty()) return {NodeKind::nothing, {}, {}};
    const auto space = node.kind == NodeKind::word ? out.text.find(' ') : out.text.npos;
    if (space == out.text.npos) return out;
    const Node first{NodeKind::word, out.text.substr(0, space), {}}, second{NodeKind::word, out.text.substr(space + 1), {}};
    return {NodeKind::all, {}, {first, second}};
  }

  analysis::Analyzer& analyzer_;
  const NewTexts& texts_;
  std::size_t last_alone_ = 0;  // number behind the last word node of one word
};

}  // namespace

std::vector<QueryWord> words_of(const Node& root, analysis::Analyzer& analyzer) {
  const NewTexts none;
  Walk walk(analyzer, none);
  walk.walk(root, schema::Field::body);
  return std::move(walk.words);
}

Node with_texts(const Node& root, const NewTexts& texts, analysis::Analyzer& analyzer) {
  return Walk(analyzer, texts).walk(root, schema::Field::body);
}

}  // namespace backfile::search
