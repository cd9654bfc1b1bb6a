// Plan to Xapian query: what matches, and what it weighs.
#include "indexer/schema/fields.h"
#include "server/query/plan.h"

namespace backfile::query {
namespace {

using Kind = PlanNode::Kind;
using Queries = std::vector<Xapian::Query>;

Xapian::Query joined(Xapian::Query::op op, const Queries& queries) {
  if (queries.empty()) return Xapian::Query::MatchNothing;
  if (queries.size() == 1) return queries.front();
  return {op, queries.begin(), queries.end()};
}

// Terms as one word to the weighting: a word that occurs in three forms counts three times, not as three rare words.
Xapian::Query synonym(const std::vector<std::string>& terms) {
  if (terms.size() == 1) return Xapian::Query(terms.front());
  if (terms.empty()) return Xapian::Query::MatchNothing;
  return {Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()};
}

std::vector<std::string> body_terms(const PlannedWord& word) {
  std::vector<std::string> terms;
  for (const auto& term : word.terms) terms.push_back(schema::word_term(term));
  for (const auto& [language, stem] : word.stems) terms.push_back(schema::stem_term(language, stem));
  return terms;
}

std::vector<std::string> title_terms(const PlannedWord& word) {
  std::vector<std::string> terms;
  for (const auto& term : word.terms) terms.push_back(schema::title_word_term(term));
  for (const auto& [language, stem] : word.stems) terms.push_back(schema::title_stem_term(language, stem));
  return terms;
}

// The title's words are among the plain ones already: this only lifts.
Xapian::Query with_title(const Xapian::Query& query, const std::vector<PlannedWord>& words) {
  const int tenths = schema::info(schema::Field::title).weight;
  if (tenths <= 0) return query;
  Queries title;
  for (const auto& word : words) title.push_back(synonym(title_terms(word)));
  const Xapian::Query lift(Xapian::Query::OP_SCALE_WEIGHT, joined(Xapian::Query::OP_AND, title), tenths / 10.0);
  return {Xapian::Query::OP_AND_MAYBE, query, lift};
}

Xapian::Query word_query(const PlanNode& node) { return with_title(synonym(body_terms(node.words.front())), node.words); }

Xapian::Query phrase_query(const PlanNode& node) {
  Queries positions;
  for (const auto& word : node.words) {
    const auto terms = body_terms(word);
    // Positions reach a phrase through OR, but not through SYNONYM.
    positions.push_back(terms.size() == 1 ? Xapian::Query(terms.front()) : Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  }
  const auto window = static_cast<Xapian::termcount>(node.offsets.back() + 1);
  return with_title({Xapian::Query::OP_PHRASE, positions.begin(), positions.end(), window}, node.words);
}

Xapian::Query build(const PlanNode& node, bool any);

// Children wanted, joined by `op`, without those excluded.
Xapian::Query all_query(const PlanNode& node, Xapian::Query::op op) {
  Queries wanted, excluded;
  for (const auto& child : node.children) {
    if (child.kind == Kind::exclude) {
      excluded.push_back(build(child.children.front(), false));
    } else {
      wanted.push_back(build(child, false));
    }
  }
  const auto query = wanted.empty() ? Xapian::Query::MatchAll : joined(op, wanted);
  if (excluded.empty()) return query;
  return {Xapian::Query::OP_AND_NOT, query, joined(Xapian::Query::OP_OR, excluded)};
}

Xapian::Query any_query(const PlanNode& node) {
  Queries children;
  for (const auto& child : node.children) children.push_back(build(child, false));
  return joined(Xapian::Query::OP_OR, children);
}

// As deep as the plan, whose depth the parser bounds.
Xapian::Query build(const PlanNode& node, bool any) {
  switch (node.kind) {
    case Kind::everything:
      return Xapian::Query::MatchAll;
    case Kind::nothing:
      return Xapian::Query::MatchNothing;
    case Kind::word:
      return word_query(node);
    case Kind::phrase:
      return phrase_query(node);
    case Kind::all:
      return all_query(node, any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND);
    case Kind::any:
      return any_query(node);
    case Kind::exclude:
      break;
  }
  return {Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll, build(node.children.front(), false)};
}

}  // namespace

Xapian::Query to_xapian(const PlanNode& root, bool any) { return build(root, any); }

}  // namespace backfile::query
