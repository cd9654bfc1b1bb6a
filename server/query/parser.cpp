// The parser: tokens to tree. Every sequence of tokens has a tree; what finds no place in it is named in a warning.
//
//   sequence     = alternatives { [AND] alternatives }
//   alternatives = operand { OR operand }
//   operand      = { NOT | '-' | '+' | title: } ( word | phrase | wildcard | dates | '(' sequence ')' )
#include <algorithm>
#include <iterator>
#include <optional>

#include "indexer/analysis/acronyms.h"
#include "server/query/ast.h"
#include "server/query/characters.h"
#include "server/query/lexer.h"

namespace backfile::query {
namespace {

using Kind = Token::Kind;

// Joins what is there, lifting children of the same kind, so that equal meanings have equal trees.
std::optional<Node> joined(NodeKind kind, std::vector<Node> nodes) {
  if (nodes.empty()) return std::nullopt;
  if (nodes.size() == 1) return std::move(nodes.front());
  Node out{kind, {}, {}};
  for (auto& node : nodes) {
    if (node.kind == kind) {
      std::move(node.children.begin(), node.children.end(), std::back_inserter(out.children));
    } else {
      out.children.push_back(std::move(node));
    }
  }
  return out;
}

Node excluded(Node node) {
  if (node.kind == NodeKind::exclude) return Node(std::move(node.children.front()));
  return {NodeKind::exclude, {}, {std::move(node)}};
}

class Parser {
 public:
  Parser(const std::vector<Token>& tokens, std::vector<std::string>& warnings) : tokens_(tokens), warnings_(warnings) {}

  std::optional<Node> run() { return sequence(false); }

 private:
  bool at(Kind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }

  bool operand_begins() const {
    if (at_ >= tokens_.size()) return false;
    const auto kind = tokens_[at_].kind;
    return kind != Kind::close && kind != Kind::either && kind != Kind::both;
  }

  void ignored(const std::string& operator_text) { warn(warnings_, quoted(operator_text) + " with nothing to apply to was ignored."); }

  // Up to the end, or to the ')' of the group it stands in.
  std::optional<Node> sequence(bool grouped) {
    std::vector<Node> parts;
    while (at_ < tokens_.size()) {
      if (operand_begins()) {
        if (auto node = alternatives()) parts.push_back(std::move(*node));
        continue;
      }
      if (at(Kind::close) && grouped) break;
      const auto& token = tokens_[at_++];
      if (token.kind == Kind::close) {
        warn(warnings_, "A \")\" without its \"(\" was ignored.");
      } else if (token.kind == Kind::either || parts.empty() || !operand_begins()) {
        ignored(token.text);
      }
    }
    return joined(NodeKind::all, std::move(parts));
  }

  std::optional<Node> alternatives() {
    std::vector<Node> parts;
    const auto add = [&] {
      if (auto node = operand()) parts.push_back(std::move(*node));
    };
    add();
    while (at(Kind::either)) {
      const auto& first = tokens_[at_++];
      for (; at(Kind::either) || at(Kind::both); ++at_) ignored(tokens_[at_].text);
      if (operand_begins() && !parts.empty()) {
        add();
      } else {
        ignored(first.text);
        if (operand_begins()) add();
      }
    }
    return joined(NodeKind::any, std::move(parts));
  }

  std::optional<Node> operand() {
    bool negated = false;
    std::string last_operator;
    const Token* field = nullptr;
    for (; at(Kind::negate) || at(Kind::require) || at(Kind::field); ++at_) {
      if (at(Kind::negate)) negated = !negated;
      if (at(Kind::field)) field = &tokens_[at_];
      last_operator = tokens_[at_].text;
    }
    if (!operand_begins()) {
      ignored(last_operator);
      return std::nullopt;
    }
    auto node = primary();
    if (node && field) node = in_field(*field, std::move(*node));
    if (node && negated) return excluded(std::move(*node));
    return node;
  }

  Node in_field(const Token& field, Node node) {
    if (node.kind == NodeKind::dates || node.kind == NodeKind::field) {  // a group of one, whose own prefix is the nearer
      warn(warnings_, quoted(field.text) + " before " + quoted(canonical(node)) + " was ignored.");
      return node;
    }
    Node out{NodeKind::field, {}, {}};
    out.children.push_back(std::move(node));
    out.field = field.field;
    return out;
  }

  std::optional<Node> primary() {
    const auto& token = tokens_[at_++];
    if (token.kind == Kind::word) return Node{NodeKind::word, token.text, {}, token.distance};
    if (token.kind == Kind::wildcard) return Node{NodeKind::wildcard, token.text, {}};
    if (token.kind == Kind::dates) return Node{NodeKind::dates, {}, {}, 0, schema::Field::body, token.from, token.to};
    if (token.kind == Kind::phrase) {
      if (!token.text.empty()) return Node{NodeKind::phrase, token.text, {}, token.distance};
      warn(warnings_, "Quotation marks with nothing between them were ignored.");
      return std::nullopt;
    }
    auto node = sequence(true);  // the lexer has bounded the depth
    if (at(Kind::close)) {
      ++at_;
    } else {
      warn(warnings_, "A \"(\" without its \")\" was taken to reach to the end.");
    }
    if (!node) warn(warnings_, "Parentheses with nothing between them were ignored.");
    return node;
  }

  const std::vector<Token>& tokens_;
  std::vector<std::string>& warnings_;
  std::size_t at_ = 0;
};

bool is_named_operator(const Token& token) {
  return token.kind == Kind::either || token.kind == Kind::both || (token.kind == Kind::negate && token.text == "NOT");
}

// All in capitals: capitals and no other letters. Names of operators do not count, unless there is nothing else. 1912 OR 1913 is not.
bool all_capitals(const std::vector<Token>& tokens) {
  bool operands = false, capitals = false, others = false;
  std::size_t depth = 0;
  for (const auto& token : tokens) {
    if (token.kind == Kind::open) ++depth;
    if (token.kind == Kind::close && depth > 0) --depth;
    // Whoever knows these knows the operators.
    const bool syntax = token.kind == Kind::field || token.kind == Kind::dates || token.kind == Kind::wildcard || token.distance > 0;
    if (syntax || (token.kind == Kind::either && depth > 0)) return false;
    if (token.kind != Kind::word && token.kind != Kind::phrase) continue;
    operands = true;
    if (analysis::all_capitals(token.text)) {
      capitals = true;
    } else if (has_letters(token.text)) {
      others = true;
    }
  }
  return !operands || (capitals && !others);
}

// Whoever types in capitals throughout, or copies a headline, does not mean operators.
Result<void> operators_to_words(std::vector<Token>& tokens, const ParseLimits& limits, std::vector<std::string>& warnings) {
  if (std::none_of(tokens.begin(), tokens.end(), is_named_operator) || !all_capitals(tokens)) return {};
  std::size_t words = 0;
  for (auto& token : tokens) {
    if (is_named_operator(token)) {
      token.kind = Kind::word;
      warn(warnings, "The query is all in capitals, so " + quoted(token.text) + " was read as a word, not as an operator.");
    }
    if (token.kind == Kind::word) ++words;
  }
  if (words <= limits.max_clauses) return {};
  return too_many_clauses(limits, "words");
}

bool is_blank(const std::string& text) {
  const auto all = characters(text);
  return std::all_of(all.begin(), all.end(), [](const Character& c) { return c.kind == CharClass::space; });
}

}  // namespace

Result<Parsed> parse(const std::string& text, const ParseLimits& limits) {
  Parsed parsed;
  auto tokens = lex(text, limits, parsed.warnings);
  if (!tokens) return tl::unexpected<Error>(tokens.error());
  if (const auto done = operators_to_words(*tokens, limits, parsed.warnings); !done) return tl::unexpected<Error>(done.error());

  auto root = Parser(*tokens, parsed.warnings).run();
  if (root) {
    parsed.root = std::move(*root);
  } else {
    parsed.root.kind = is_blank(text) ? NodeKind::everything : NodeKind::nothing;
  }
  parsed.canonical = canonical(parsed.root);
  parsed.plain = root && std::all_of(tokens->begin(), tokens->end(),
                                     [](const Token& token) { return token.kind == Kind::word && token.distance == 0; });
  return parsed;
}

}  // namespace backfile::query
