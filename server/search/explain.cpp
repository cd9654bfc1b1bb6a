#include "server/search/explain.h"

#include <algorithm>
#include <map>

#include "indexer/analysis/fold.h"
#include "indexer/schema/fields.h"
#include "server/search/matches.h"

namespace backfile::search {
namespace {

using query::PlanNode;

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string times(std::size_t count) {
  if (count == 1) return {};
  return count == 2 ? " twice" : " " + std::to_string(count) + " times";
}

std::string typed(const PlanNode& node) {
  if (node.kind == PlanNode::Kind::synonyms) return typed(node.children.front());
  std::string text;
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : " ") + more; };
  for (const auto& word : node.words) add(word.typed);
  for (const PlanNode& child : node.children) add(typed(child));
  return text;
}

/// The same form in the same place, however often.
struct Found {
  std::uint32_t leaf;
  std::string form;  // folded
  bool exact;
  bool operator<(const Found& other) const { return std::tie(leaf, form, exact) < std::tie(other.leaf, other.form, other.exact); }
};
struct Seen {
  std::string written;  // the first time
  std::size_t count = 0;
};

std::string sentence(const PlanNode& leaf, const Found& found, const Seen& seen, const std::string& place) {
  const std::string asked = typed(leaf);
  if (!leaf.synonym_of.empty()) {
    std::string said = in_quotes(seen.written);
    if (leaf.kind == PlanNode::Kind::word && !found.exact) {
      said.append(" as a form of ").append(in_quotes(asked)).append(", a synonym of ");
    } else {
      said.append(" as a synonym of ");
    }
    return said.append(in_quotes(leaf.synonym_of)).append(times(seen.count)).append(place);
  }
  if (leaf.kind == PlanNode::Kind::phrase) return "the exact phrase " + in_quotes(seen.written) + times(seen.count) + place;
  if (leaf.kind == PlanNode::Kind::near)
    return in_quotes(seen.written) + " near the other words of " + in_quotes(asked) + times(seen.count) + place;
  if (!found.exact) return in_quotes(seen.written) + " as a form of " + in_quotes(asked) + times(seen.count) + place;
  if (found.form == analysis::fold(asked)) return in_quotes(seen.written) + times(seen.count) + place;
  return in_quotes(seen.written) + " for " + in_quotes(asked) + times(seen.count) + place;
}

}  // namespace

std::vector<std::string> explained_matches(const PlanNode& plan, const article::Article& article, analysis::Analyzer& analyzer) {
  const struct {
    const std::string& text;
    schema::Field field;
    const char* name;
  } places[] = {{article.title, schema::Field::title, " in the title"},
                {article.subtitle, schema::Field::body, " in the subtitle"},
                {article.summary, schema::Field::body, " in the summary"},
                {article.body, schema::Field::body, " in the text"}};
  const auto leaves = leaves_of(plan);
  std::vector<std::string> sentences;
  for (const auto& place : places) {
    if (place.text.empty()) continue;
    const PlanMatcher matcher(plan, article.language, place.field);
    std::map<Found, Seen> found;
    for (const Mark& mark : matcher.matches(analyzer.tokens(place.text, article.language))) {
      const std::string written = place.text.substr(mark.begin, mark.end - mark.begin);
      const bool run = leaves[mark.leaf]->kind == PlanNode::Kind::phrase;
      Seen& seen = found[{mark.leaf, run ? std::string() : analysis::fold(written), mark.exact}];
      if (seen.count++ == 0) seen.written = written;
    }
    for (const auto& [what, seen] : found) sentences.push_back(sentence(*leaves[what.leaf], what, seen, place.name));
  }
  return sentences;
}

std::vector<Explanation::Part> score_parts(const PlanNode& plan, const Recency& recency, Xapian::Enquire& enquire,
                                           const query::RowQuery& rows, const Xapian::MSetIterator& found, const Deadline& deadline) {
  constexpr double kRounding = 1e-6;
  std::vector<Explanation::Part> parts;
  double left = found.get_weight();
  const std::string newest = found.get_document().get_value(schema::kNewestSlot);
  const Xapian::Query only(schema::id_term(newest.substr(schema::time_value(0).size())));  // the slot holds the id behind the instant
  for (const PlanNode* part : scored_parts_of(plan)) {
    deadline.check();
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query::to_xapian(*part, false, rows), only));
    const auto one = enquire.get_mset(0, 1);
    if (one.empty() || one.begin().get_weight() <= 0) continue;
    parts.push_back({typed(*part), {}, one.begin().get_weight()});
    left -= one.begin().get_weight();
  }
  if (left > kRounding) parts.push_back({{}, "words of the query stand near each other", left});
  const auto instant = schema::read_time_value(newest);
  if (const double points = gained(recency, instant); points > 0) parts.push_back({{}, recency_reason(recency, instant), points});
  return parts;
}

}  // namespace backfile::search
