// Plan to Xapian query: what matches, and what it weighs.
#include "indexer/schema/fields.h"
#include "server/query/plan.h"

namespace backfile::query {
namespace {

/// Every article. Not Xapian::Query::MatchAll, which is one object for all threads with a count of its users that is not atomic: two
/// searches at once could free it.
Xapian::Query everything() { return Xapian::Query(std::string()); }

using Kind = PlanNode::Kind;
using Queries = std::vector<Xapian::Query>;

// What a word counts for in the very form asked for, on top of what it counts for in any of its forms.
constexpr double kExactForm = 0.5;

// What a word counts for by the concept that it shares with its synonyms; the rest it counts for only where it stands itself. So a synonym,
// however rare, never brings an article above one that has the typed word as often. Half, for want of judged queries with synonyms: between
// none, with which articles found by a synonym alone would come in no order, and one, with which what was typed would count no more.
constexpr double kConcept = 0.5;

// What two neighbouring words of the query count for once more where they stand near each other, and how near that is: the unordered
// windows of Metzler and Croft, "A Markov random field model for term dependencies", SIGIR 2005.
constexpr double kNear = 0.1;
constexpr Xapian::termcount kNearWindow = 8;
constexpr std::size_t kMaxNearPairs = 4;  // positions are slow to read

Xapian::Query joined(Xapian::Query::op op, const Queries& queries) {
  if (queries.empty()) return Xapian::Query();
  if (queries.size() == 1) return queries.front();
  return {op, queries.begin(), queries.end()};
}

// Terms as one word to the weighting: a word that occurs in three forms counts three times, not as three rare words.
Xapian::Query synonym(const std::vector<std::string>& terms) {
  if (terms.size() == 1) return Xapian::Query(terms.front());
  if (terms.empty()) return Xapian::Query();
  return {Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()};
}

std::vector<std::string> title_terms(const PlannedWord& word) {
  std::vector<std::string> terms;
  for (const auto& term : word.terms) terms.push_back(schema::title_word_term(term));
  for (const auto& [language, stem] : word.stems) terms.push_back(schema::title_stem_term(language, stem));
  return terms;
}

std::vector<std::string> terms_of(const PlannedWord& word, schema::Field scope) {
  if (scope == schema::Field::title) return title_terms(word);
  std::vector<std::string> terms;
  for (const auto& term : word.terms)
    terms.push_back(scope == schema::Field::body ? schema::word_term(term) : schema::field_word_term(scope, term));
  for (const auto& [language, stem] : word.stems) terms.push_back(schema::stem_term(language, stem));
  return terms;
}

/// Nodes to queries, each function those of one kind.
class Builder {
 public:
  explicit Builder(const Xapian::Query& beside_positions) : beside_positions_(beside_positions) {}
  Xapian::Query build(const PlanNode& node, bool any) const;

 private:
  Xapian::Query row(Xapian::Query::op op, const Queries& positions, Xapian::termcount window) const;
  Xapian::Query positional(const PlanNode& node, Xapian::Query::op op, Xapian::termcount window) const;
  Xapian::Query phrase_query(const PlanNode& node) const;
  Xapian::Query near_query(const PlanNode& node) const;
  Queries near_pairs(const PlanNode& node) const;
  Xapian::Query with_nearness(const Xapian::Query& query, const PlanNode& node) const;
  Xapian::Query all_query(const PlanNode& node, Xapian::Query::op op) const;
  Xapian::Query any_query(const PlanNode& node) const;
  Xapian::Query occurrences(const PlanNode& node, bool in_title) const;
  Xapian::Query meaning(const std::vector<PlanNode>& alternatives, bool in_title) const;
  Xapian::Query synonyms_query(const PlanNode& node, bool any) const;

  const Xapian::Query& beside_positions_;
};

// Words of names and labels say where to look, not how well an article answers.
Xapian::Query weighed(const Xapian::Query& query, schema::Field scope) {
  const bool text = scope == schema::Field::body || scope == schema::Field::title;
  return text ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 0.0);
}

Xapian::Query stem_languages(const PlannedWord& word) {
  std::vector<std::string> terms;
  for (const auto& [language, stem] : word.stems) {
    const auto term = schema::exact_term(schema::Field::language, language);
    if (terms.empty() || terms.back() != term) terms.push_back(term);
  }
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

// A word weighs by its stem, and half as much again in the very form asked for. Not by word and stem as one synonym: that would count each
// exact form twice, and take the word for commoner than it is, as their frequencies are added up. In an article whose language has no stem
// of the word the form stands for the stem: else such articles would stand below all that have one.
Xapian::Query by_form(const PlannedWord& word, bool elsewhere) {
  const auto exact = synonym(terms_of({word.typed, word.terms, {}}, schema::Field::body));
  auto forms = synonym(terms_of({word.typed, {}, word.stems}, schema::Field::body));
  if (word.terms.empty()) return forms;
  if (elsewhere) {
    const Xapian::Query form(Xapian::Query::OP_AND_NOT, exact, stem_languages(word));
    forms = Xapian::Query(Xapian::Query::OP_SYNONYM, forms, form);
  }
  return {Xapian::Query::OP_OR, forms, Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, exact, kExactForm)};
}

// The title's words are among the plain ones already: this only lifts.
Xapian::Query with_title(const Xapian::Query& query, const PlanNode& node) {
  const int tenths = schema::info(schema::Field::title).weight;
  if (tenths <= 0 || node.scope != schema::Field::body) return weighed(query, node.scope);
  Queries title;
  for (const auto& word : node.words) title.push_back(synonym(title_terms(word)));
  const Xapian::Query lift(Xapian::Query::OP_SCALE_WEIGHT, joined(Xapian::Query::OP_AND, title), tenths / 10.0);
  return {Xapian::Query::OP_AND_MAYBE, query, lift};
}

Xapian::Query word_query(const PlanNode& node) {
  const PlannedWord& word = node.words.front();
  const bool has_forms = !word.stems.empty() && node.scope == schema::Field::body;
  return with_title(has_forms ? by_form(word, node.elsewhere) : synonym(terms_of(word, node.scope)), node);
}

Xapian::Query Builder::row(Xapian::Query::op op, const Queries& positions, Xapian::termcount window) const {
  const Xapian::Query found(op, positions.begin(), positions.end(), window);
  return beside_positions_.empty() ? found : Xapian::Query(Xapian::Query::OP_FILTER, found, beside_positions_);
}

Xapian::Query Builder::positional(const PlanNode& node, Xapian::Query::op op, Xapian::termcount window) const {
  Queries positions;
  for (const auto& word : node.words) {
    const auto terms = terms_of({word.typed, word.terms, {}}, node.scope);  // stems have no positions
    // Positions reach a phrase through OR, but not through SYNONYM.
    positions.push_back(terms.size() == 1 ? Xapian::Query(terms.front()) : Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  }
  return with_title(row(op, positions, window), node);
}

Xapian::Query Builder::phrase_query(const PlanNode& node) const {
  return positional(node, Xapian::Query::OP_PHRASE, static_cast<Xapian::termcount>(node.offsets.back() + 1));
}

Xapian::Query Builder::near_query(const PlanNode& node) const {
  return positional(node, Xapian::Query::OP_NEAR, static_cast<Xapian::termcount>(node.window));
}

Xapian::Query value_query(const PlanNode& node) {
  return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(schema::exact_term(node.scope, node.value)), 0.0};
}

Xapian::Query dates_query(const PlanNode& node) { return {Xapian::Query::OP_SCALE_WEIGHT, published_within(node.from, node.to), 0.0}; }

// A word that is everywhere in some languages: an article in one of these need not have it.
Xapian::Query demanded(const PlanNode& child, const Xapian::Query& query) {
  if (child.optional_in.empty()) return query;
  Queries languages{query};
  for (const auto& language : child.optional_in)
    languages.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(schema::exact_term(schema::Field::language, language)), 0.0);
  return joined(Xapian::Query::OP_OR, languages);
}

// Neighbouring words of the query near each other, in the form asked for (stems have no positions). Words that are everywhere are left out:
// nearness to them says nothing, and costs most.
Queries Builder::near_pairs(const PlanNode& node) const {
  Queries pairs;
  const std::string* last = nullptr;
  for (const auto& one : node.children) {
    const auto& child = one.kind == Kind::synonyms ? one.children.front() : one;
    const bool word = child.kind == Kind::word && child.unquoted && child.scope == schema::Field::body && child.optional_in.empty();
    if (!word || child.words.front().terms.size() != 1) continue;
    const std::string& term = child.words.front().terms.front();
    if (last != nullptr && *last != term && pairs.size() < kMaxNearPairs) {
      const Queries both{Xapian::Query(schema::word_term(*last)), Xapian::Query(schema::word_term(term))};
      pairs.push_back(row(Xapian::Query::OP_NEAR, both, kNearWindow));
    }
    last = &term;
  }
  return pairs;
}

// Only where all words are demanded: among articles with any of them it costs five times the search, and on judged queries it did harm.
Xapian::Query Builder::with_nearness(const Xapian::Query& query, const PlanNode& node) const {
  const auto pairs = near_pairs(node);
  if (pairs.empty()) return query;
  const Xapian::Query lift(Xapian::Query::OP_SCALE_WEIGHT, joined(Xapian::Query::OP_OR, pairs), kNear);
  return {Xapian::Query::OP_AND_MAYBE, query, lift};
}

// Children wanted, joined by `op`, without those excluded.
Xapian::Query Builder::all_query(const PlanNode& node, Xapian::Query::op op) const {
  Queries wanted, optional, conditions, excluded;
  for (const auto& child : node.children) {
    if (child.kind == Kind::exclude)
      excluded.push_back(build(child.children.front(), false));
    else if (child.kind == Kind::dates)
      conditions.push_back(build(child, false));  // a condition also where any of the words will do
    else if (child.optional && op == Xapian::Query::OP_AND)
      optional.push_back(build(child, false));
    else if (op == Xapian::Query::OP_AND)
      wanted.push_back(demanded(child, build(child, false)));
    else
      wanted.push_back(build(child, child.kind == Kind::synonyms));  // several words typed are words of the top level too
  }
  auto query = wanted.empty() ? everything() : joined(op, wanted);
  if (op == Xapian::Query::OP_AND) query = with_nearness(query, node);
  for (const auto& condition : conditions) query = Xapian::Query(Xapian::Query::OP_FILTER, query, condition);
  if (!optional.empty()) query = Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, joined(Xapian::Query::OP_OR, optional));
  if (excluded.empty()) return query;
  return {Xapian::Query::OP_AND_NOT, query, joined(Xapian::Query::OP_OR, excluded)};
}

Xapian::Query Builder::any_query(const PlanNode& node) const {
  Queries children;
  for (const auto& child : node.children) children.push_back(build(child, false));
  return joined(Xapian::Query::OP_OR, children);
}

std::vector<std::string> terms_in(const PlanNode& node, const PlannedWord& word, bool in_title) {
  if (in_title) return title_terms(word);
  const bool stems = node.kind == Kind::word && !word.stems.empty() && node.scope == schema::Field::body;
  return terms_of(stems ? PlannedWord{{}, {}, word.stems} : word, node.scope);
}

// The terms of all words that stand in a synonym.
void collect_terms(const PlanNode& node, bool in_title, std::vector<std::string>& terms) {
  for (const auto& word : node.words) {
    const auto more = terms_in(node, word, in_title);
    terms.insert(terms.end(), more.begin(), more.end());
  }
  for (const auto& child : node.children) collect_terms(child, in_title, terms);
}

// Where a part of a synonym is found.
Xapian::Query Builder::occurrences(const PlanNode& node, bool in_title) const {
  if (node.kind == Kind::phrase && !in_title) return phrase_query(node);
  Queries parts;
  for (const auto& word : node.words) parts.push_back(synonym(terms_in(node, word, in_title)));
  // Words typed in a row, or the readings of a word that languages cut differently.
  for (const auto& child : node.children) parts.push_back(occurrences(child, in_title));
  return joined(node.kind == Kind::any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND, parts);
}

// What several words and phrases mean, as if it were one word: it takes its frequency from all of them together. Never a synonym of
// Xapian's over phrases or words in a row: their frequency is an estimate that is often 0, and IneB2 then gives an infinite score. So where
// there are some, all their words make the weight, and what is matched is demanded beside it.
Xapian::Query Builder::meaning(const std::vector<PlanNode>& alternatives, bool in_title) const {
  std::vector<std::string> terms;
  Queries places;
  bool single = true;
  for (const auto& alternative : alternatives) {
    collect_terms(alternative, in_title, terms);
    places.push_back(occurrences(alternative, in_title));
    single = single && alternative.kind == Kind::word;
  }
  return single ? synonym(terms) : Xapian::Query(Xapian::Query::OP_FILTER, synonym(terms), joined(Xapian::Query::OP_OR, places));
}

schema::Field scope_of(const PlanNode& node) { return node.children.empty() ? node.scope : scope_of(node.children.front()); }

Xapian::Query Builder::synonyms_query(const PlanNode& node, bool any) const {
  Queries others;
  for (const auto& child : node.children)
    if (&child != &node.children.front()) others.push_back(build(child, false));
  Xapian::Query meant = meaning(node.children, false);
  if (scope_of(node) == schema::Field::body) {
    const double lift = schema::info(schema::Field::title).weight / 10.0;
    const Xapian::Query in_title(Xapian::Query::OP_SCALE_WEIGHT, meaning(node.children, true), lift);
    meant = Xapian::Query(Xapian::Query::OP_AND_MAYBE, meant, in_title);
  }
  const Queries all{Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, build(node.children.front(), any), 1 - kConcept),
                    Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, meant, kConcept),
                    // Forms of languages without stems, which the concept leaves out.
                    Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, joined(Xapian::Query::OP_OR, others), 0.0)};
  return joined(Xapian::Query::OP_OR, all);
}

// As deep as the plan, whose depth the parser bounds.
Xapian::Query Builder::build(const PlanNode& node, bool any) const {
  switch (node.kind) {
    case Kind::everything:
      return everything();
    case Kind::nothing:
      return Xapian::Query();
    case Kind::word:
      return word_query(node);
    case Kind::phrase:
      return phrase_query(node);
    case Kind::near:
      return near_query(node);
    case Kind::value:
      return value_query(node);
    case Kind::dates:
      return dates_query(node);
    case Kind::all:
      return all_query(node, any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND);
    case Kind::any:
      return any_query(node);
    case Kind::synonyms:
      return synonyms_query(node, any);
    case Kind::exclude:
      break;
  }
  return {Xapian::Query::OP_AND_NOT, everything(), build(node.children.front(), false)};
}

}  // namespace

Xapian::Query to_xapian(const PlanNode& root, bool any, const Xapian::Query& beside_positions) {
  return Builder(beside_positions).build(root, any);
}

}  // namespace backfile::query
