// The query tree with every word analysed, in every language that the archive holds.
#include "server/query/plan.h"

#include <algorithm>
#include <optional>

#include "indexer/analysis/acronyms.h"
#include "server/query/characters.h"
#include "server/query/lexer.h"

namespace backfile::query {
namespace {

using Kind = PlanNode::Kind;

// A position of the analysed text, with every token that stands there.
struct Place {
  std::uint32_t position, begin, end;
  PlannedWord word;
};
using Places = std::vector<Place>;

template <class Value>
void add_once(std::vector<Value>& values, Value value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
}

Places analyse(const std::string& text, const std::string& language, analysis::Analyzer& analyzer) {
  Places places;
  for (const auto& token : analyzer.tokens(text, language)) {
    if (places.empty() || places.back().position != token.position) {
      auto typed = text.substr(token.byte_begin, token.byte_end - token.byte_begin);
      places.push_back({token.position, token.byte_begin, token.byte_end, {std::move(typed), {}, {}}});
    }
    auto& word = places.back().word;
    add_once(word.terms, std::string(token.term));
    for (const auto stem : token.stems) {
      if (!stem.empty()) add_once(word.stems, {language, std::string(stem)});
    }
  }
  return places;
}

bool cut_alike(const Places& a, const Places& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Place& x, const Place& y) { return x.position == y.position && x.begin == y.begin && x.end == y.end; });
}

void merge(Places& into, const Places& from) {
  for (std::size_t i = 0; i < into.size(); ++i) {
    for (const auto& term : from[i].word.terms) add_once(into[i].word.terms, term);
    for (const auto& stem : from[i].word.stems) add_once(into[i].word.stems, stem);
  }
}

// Only of ASCII, as the acronyms are that mean something else in small letters; every byte keeps its place.
std::string small_letters(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

PlanNode leaf(const Places& places, bool exact) {
  PlanNode node;
  node.kind = places.size() == 1 ? Kind::word : Kind::phrase;
  for (const auto& place : places) {
    node.words.push_back(place.word);
    if (exact || places.size() > 1) node.words.back().stems.clear();
    if (places.size() > 1) node.offsets.push_back(static_cast<int>(place.position - places.front().position));
  }
  return node;
}

class Planner {
 public:
  Planner(const std::vector<std::string>& languages, bool in_capitals, analysis::Analyzer& analyzer, std::vector<std::string>& warnings)
      : in_capitals_(in_capitals), analyzer_(analyzer), warnings_(warnings) {
    for (const auto& language : languages) add_once(languages_, language);
  }

  // Nothing where nothing searchable is left.
  std::optional<PlanNode> plan(const Node& node) {
    switch (node.kind) {
      case NodeKind::everything:
        return PlanNode{};
      case NodeKind::nothing:
        return std::nullopt;
      case NodeKind::word:
        return plan_leaf(node.text, false);
      case NodeKind::phrase:
        return plan_leaf(node.text, true);
      case NodeKind::all:
        return plan_children(node, Kind::all);
      case NodeKind::any:
        return plan_children(node, Kind::any);
      case NodeKind::exclude:
        break;
    }
    auto child = plan(node.children.front());
    if (!child) return std::nullopt;
    return PlanNode{Kind::exclude, {}, {}, {std::move(*child)}};
  }

 private:
  void add_reading(std::vector<Places>& readings, Places places) const {
    if (places.empty()) return;
    const auto same = std::find_if(readings.begin(), readings.end(), [&](const Places& known) { return cut_alike(known, places); });
    if (same == readings.end()) {
      readings.push_back(std::move(places));
    } else {
      merge(*same, places);
    }
  }

  std::optional<PlanNode> plan_leaf(const std::string& text, bool exact) {
    std::vector<Places> readings;  // one for each way in which languages cut the text
    for (const auto& language : languages_) {
      add_reading(readings, analyse(text, language, analyzer_));
      if (in_capitals_) add_reading(readings, analyse(small_letters(text), language, analyzer_));
    }
    if (readings.empty()) {
      warn(warnings_, quoted(text) + " holds nothing that can be searched for and was ignored.");
      return std::nullopt;
    }
    PlanNode any{Kind::any, {}, {}, {}};
    for (const auto& places : readings) any.children.push_back(leaf(places, exact));
    if (any.children.size() > 1) return any;
    return PlanNode(std::move(any.children.front()));
  }

  // What loses everything it looks for must not become "everything but": ??? -coal finds nothing.
  std::optional<PlanNode> plan_children(const Node& node, Kind kind) {
    PlanNode out{kind, {}, {}, {}};
    bool wanted = false, found = false;
    for (const auto& child : node.children) {
      const bool positive = child.kind != NodeKind::exclude;
      wanted = wanted || positive;
      auto planned = plan(child);
      if (!planned) continue;
      found = found || positive;
      out.children.push_back(std::move(*planned));
    }
    if (out.children.empty() || (wanted && !found)) return std::nullopt;
    if (out.children.size() == 1) return PlanNode(std::move(out.children.front()));
    return out;
  }

  std::vector<std::string> languages_{""};  // the word as such comes first
  bool in_capitals_;                        // capitals tell nothing: US may be us
  analysis::Analyzer& analyzer_;
  std::vector<std::string>& warnings_;
};

}  // namespace

Plan make_plan(const Node& root, const std::vector<std::string>& languages, analysis::Analyzer& analyzer) {
  Plan plan;
  const bool in_capitals = analysis::set_in_capitals(canonical(root));
  auto planned = Planner(languages, in_capitals, analyzer, plan.warnings).plan(root);
  if (planned) {
    plan.root = std::move(*planned);
  } else {
    plan.root.kind = Kind::nothing;
  }
  return plan;
}

}  // namespace backfile::query
