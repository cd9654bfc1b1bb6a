// Plan to expression: what matches, and what it weighs.
#include "server/query/expression.h"

#include <utility>

namespace backfile::query {
namespace {

using Kind = PlanNode::Kind;
using Op = Expression::Op;
using Expressions = std::vector<Expression>;

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

Expression two(Op op, Expression first, Expression second) {
  Expression both{op};
  both.children.push_back(std::move(first));
  both.children.push_back(std::move(second));
  return both;
}

// What matches the second matches the first: it only adds weight. Not a `maybe`, of whose second it is not known that it adds wherever it
// stands, so that it could not be weighed by itself (search/promising).
Expression lifted(Expression first, Expression second) {
  Expression both = two(Op::any, std::move(first), std::move(second));
  both.first_has_all = true;
  return both;
}

Expressions terms(const std::vector<std::string>& names) {
  Expressions all;
  for (const auto& name : names) all.push_back(term(name));
  return all;
}

// Terms as one word to the weighting: a word that occurs in three forms counts three times, not as three rare words.
Expression synonym(const std::vector<std::string>& names) { return joined(Op::synonym, terms(names)); }

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

Expression build(const PlanNode& node, bool any);

// Words of names and labels say where to look, not how well an article answers.
Expression weighed(Expression expression, schema::Field scope) {
  const bool text = scope == schema::Field::body || scope == schema::Field::title;
  return text ? expression : scaled(std::move(expression), 0);
}

Expression stem_languages(const PlannedWord& word) {
  std::vector<std::string> languages;
  for (const auto& [language, stem] : word.stems) {
    const auto name = schema::exact_term(schema::Field::language, language);
    if (languages.empty() || languages.back() != name) languages.push_back(name);
  }
  return joined(Op::any, terms(languages));
}

// A word weighs by its stem, and half as much again in the very form asked for. Not by word and stem as one synonym: that would count each
// exact form twice, and take the word for commoner than it is, as their frequencies are added up. In an article whose language has no stem
// of the word the form stands for the stem: else such articles would stand below all that have one.
Expression by_form(const PlanNode& node) {
  const PlannedWord& word = node.words.front();
  const auto exact = synonym(terms_of({word.typed, word.terms, {}}, schema::Field::body));
  auto forms = synonym(terms_of({word.typed, {}, word.stems}, schema::Field::body));
  if (word.terms.empty()) return forms;
  if (node.elsewhere) {
    forms = two(Op::synonym, std::move(forms), two(Op::without, exact, stem_languages(word)));
  }
  auto form = scaled(exact, kExactForm);
  return node.stemmed ? lifted(std::move(forms), std::move(form)) : two(Op::any, std::move(forms), std::move(form));
}

// What more a word counts for in the title.
Expression title_lift(const PlanNode& node) {
  Expressions title;
  for (const auto& word : node.words) title.push_back(synonym(title_terms(word)));
  return scaled(joined(Op::all, std::move(title)), schema::info(schema::Field::title).weight / 10.0);
}

// The words of a title that have a row's words may stand in another order: this only lifts.
Expression with_title(Expression row, const PlanNode& node) {
  if (node.scope != schema::Field::body) return weighed(std::move(row), node.scope);
  return two(Op::maybe, std::move(row), title_lift(node));
}

// A word of the title is among the plain ones as well.
Expression word_query(const PlanNode& node) {
  const PlannedWord& word = node.words.front();
  if (node.scope != schema::Field::body) return weighed(synonym(terms_of(word, node.scope)), node.scope);
  Expression plain = word.stems.empty() ? synonym(terms_of(word, node.scope)) : by_form(node);
  return lifted(std::move(plain), title_lift(node));
}

Expression positional(const PlanNode& node, Op op, Xapian::termcount window) {
  Expression row{op};
  row.window = window;
  for (const auto& word : node.words)  // stems have no positions; these reach a phrase through OR, but not through SYNONYM
    row.children.push_back(joined(Op::any, terms(terms_of({word.typed, word.terms, {}}, node.scope))));
  return with_title(std::move(row), node);
}

Expression phrase_query(const PlanNode& node) {
  return positional(node, Op::phrase, static_cast<Xapian::termcount>(node.offsets.back() + 1));
}

Expression near_query(const PlanNode& node) { return positional(node, Op::near, static_cast<Xapian::termcount>(node.window)); }

Expression value_query(const PlanNode& node) { return scaled(term(schema::exact_term(node.scope, node.value)), 0); }

Expression dates_query(const PlanNode& node) { return scaled(published_within(node.from, node.to), 0); }

// A word that is everywhere in some languages: an article in one of these need not have it.
Expression demanded(const PlanNode& child, Expression expression) {
  if (child.optional_in.empty()) return expression;
  Expressions languages{std::move(expression)};
  for (const auto& language : child.optional_in)
    languages.push_back(scaled(term(schema::exact_term(schema::Field::language, language)), 0));
  return joined(Op::any, std::move(languages));
}

// Neighbouring words of the query near each other, in the form asked for (stems have no positions). Words that are everywhere are left out:
// nearness to them says nothing, and costs most.
Expressions near_pairs(const PlanNode& node) {
  Expressions pairs;
  const std::string* last = nullptr;
  for (const auto& one : node.children) {
    const auto& child = one.kind == Kind::synonyms ? one.children.front() : one;
    const bool word = child.kind == Kind::word && child.unquoted && child.scope == schema::Field::body && child.optional_in.empty();
    if (!word || child.words.front().terms.size() != 1) continue;
    const std::string& word_here = child.words.front().terms.front();
    if (last != nullptr && *last != word_here && pairs.size() < kMaxNearPairs) {
      pairs.push_back(two(Op::near, term(schema::word_term(*last)), term(schema::word_term(word_here))));
      pairs.back().window = kNearWindow;
    }
    last = &word_here;
  }
  return pairs;
}

// Only where all words are demanded: among articles with any of them it costs five times the search, and on judged queries it did harm.
Expression with_nearness(Expression expression, const PlanNode& node) {
  // One after the other: behind an AND_MAYBE, Xapian 1.4.22 lets a NEAR within an OR weigh in articles where it does not match.
  for (auto& pair : near_pairs(node)) expression = two(Op::maybe, std::move(expression), scaled(std::move(pair), kNear));
  return expression;
}

// Children wanted, joined by `op`, without those excluded.
Expression all_query(const PlanNode& node, Op op) {
  Expressions wanted, optional, conditions, excluded;
  for (const auto& child : node.children) {
    if (child.kind == Kind::exclude)
      excluded.push_back(build(child.children.front(), false));
    else if (child.kind == Kind::dates)
      conditions.push_back(build(child, false));  // a condition also where any of the words will do
    else if (child.optional && op == Op::all)
      optional.push_back(build(child, false));
    else if (op == Op::all)
      wanted.push_back(demanded(child, build(child, false)));
    else
      wanted.push_back(build(child, child.kind == Kind::synonyms));  // several words typed are words of the top level too
  }
  auto found = wanted.empty() ? Expression{Op::everything} : joined(op, std::move(wanted));
  if (op == Op::all) found = with_nearness(std::move(found), node);
  for (auto& condition : conditions) found = two(Op::filter, std::move(found), std::move(condition));
  if (!optional.empty()) found = two(Op::maybe, std::move(found), joined(Op::any, std::move(optional)));
  if (excluded.empty()) return found;
  return two(Op::without, std::move(found), joined(Op::any, std::move(excluded)));
}

Expression any_query(const PlanNode& node) {
  Expressions children;
  for (const auto& child : node.children) children.push_back(build(child, false));
  return joined(Op::any, std::move(children));
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
Expression occurrences(const PlanNode& node, bool in_title) {
  if (node.kind == Kind::phrase && !in_title) return phrase_query(node);
  Expressions parts;
  for (const auto& word : node.words) parts.push_back(synonym(terms_in(node, word, in_title)));
  // Words typed in a row, or the readings of a word that languages cut differently.
  for (const auto& child : node.children) parts.push_back(occurrences(child, in_title));
  return joined(node.kind == Kind::any ? Op::any : Op::all, std::move(parts));
}

// What several words and phrases mean, as if it were one word: it takes its frequency from all of them together. Never a synonym of
// Xapian's over phrases or words in a row: their frequency is an estimate that is often 0, and IneB2 then gives an infinite score. So where
// there are some, all their words make the weight, and what is matched is demanded beside it.
Expression meaning(const std::vector<PlanNode>& alternatives, bool in_title) {
  std::vector<std::string> names;
  Expressions places;
  bool single = true;
  for (const auto& alternative : alternatives) {
    collect_terms(alternative, in_title, names);
    places.push_back(occurrences(alternative, in_title));
    single = single && alternative.kind == Kind::word;
  }
  return single ? synonym(names) : two(Op::filter, synonym(names), joined(Op::any, std::move(places)));
}

schema::Field scope_of(const PlanNode& node) { return node.children.empty() ? node.scope : scope_of(node.children.front()); }

Expression synonyms_query(const PlanNode& node, bool any) {
  Expressions others;
  for (const auto& child : node.children)
    if (&child != &node.children.front()) others.push_back(build(child, false));
  Expression meant = meaning(node.children, false);
  if (scope_of(node) == schema::Field::body) {
    const double lift = schema::info(schema::Field::title).weight / 10.0;
    meant = two(Op::maybe, std::move(meant), scaled(meaning(node.children, true), lift));
  }
  Expressions all{scaled(build(node.children.front(), any), 1 - kConcept), scaled(std::move(meant), kConcept),
                  // Forms of languages without stems, which the concept leaves out.
                  scaled(joined(Op::any, std::move(others)), 0)};
  return joined(Op::any, std::move(all));
}

// As deep as the plan, whose depth the parser bounds.
Expression build(const PlanNode& node, bool any) {
  switch (node.kind) {
    case Kind::everything:
      return {Op::everything};
    case Kind::nothing:
      return {};
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
      return all_query(node, any ? Op::any : Op::all);
    case Kind::any:
      return any_query(node);
    case Kind::synonyms:
      return synonyms_query(node, any);
    case Kind::exclude:
      break;
  }
  return two(Op::without, {Op::everything}, build(node.children.front(), false));
}

}  // namespace

Expression term(std::string term) {
  Expression one{Op::term};
  one.term = std::move(term);
  return one;
}

Expression joined(Op op, std::vector<Expression> children) {
  if (children.empty()) return {};
  if (children.size() == 1) return std::move(children.front());
  Expression all{op};
  all.children = std::move(children);
  return all;
}

Expression scaled(Expression expression, double by) {
  expression.scale *= by;
  return expression;
}

Expression expression(const PlanNode& root, bool any) { return build(root, any); }

}  // namespace backfile::query
