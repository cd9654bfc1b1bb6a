// The query tree with every word analysed, in every language that the archive holds.
#include "server/query/plan.h"

#include <algorithm>
#include <optional>

#include "indexer/analysis/acronyms.h"
#include "indexer/analysis/apostrophes.h"
#include "server/query/characters.h"
#include "server/query/expansion.h"
#include "server/query/lexer.h"
#include "server/query/synonyms.h"
#include "server/query/word_syntax.h"

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
  std::uint32_t begin = 0, end = 0;  // of the last token taken
  for (const auto& token : analyzer.tokens(text, language)) {
    // A character within a pair says nothing that the pair does not.
    if (token.byte_begin >= begin && token.byte_end <= end && token.byte_end - token.byte_begin < end - begin) continue;
    begin = token.byte_begin;
    end = token.byte_end;
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

PlanNode leaf(const Places& places, bool exact, schema::Field scope) {
  PlanNode node;
  node.scope = scope;
  node.unquoted = !exact;
  node.kind = places.size() == 1 ? Kind::word : Kind::phrase;
  for (const auto& place : places) {
    node.words.push_back(place.word);
    if (exact || places.size() > 1) node.words.back().stems.clear();
    if (places.size() > 1) node.offsets.push_back(static_cast<int>(place.position - places.front().position));
  }
  return node;
}

// The words of a phrase within a stretch: each once, as Xapian's nearness takes a repeated word for one.
PlanNode near(PlanNode phrase, int distance) {
  if (phrase.kind != Kind::phrase) return phrase;
  std::vector<PlannedWord> words;
  for (auto& word : phrase.words) {
    const bool known = std::any_of(words.begin(), words.end(), [&](const PlannedWord& other) { return other.terms == word.terms; });
    if (!known) words.push_back(std::move(word));
  }
  // Never over the end of a paragraph.
  phrase.window = std::min(phrase.offsets.back() + 1 + distance, static_cast<int>(analysis::kParagraphGap));
  phrase.words = std::move(words);
  phrase.offsets.clear();
  phrase.kind = phrase.words.size() > 1 ? Kind::near : Kind::word;
  return phrase;
}

// Words of one phrase: positions of each are read in every article that has them all.
constexpr std::size_t kMostInARow = 1024;

Error too_long(const std::string& text) {
  constexpr std::size_t kShown = 40;
  std::size_t end = std::min(text.size(), kShown);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not within a character
  return {Code::refused,
          quoted(text.substr(0, end) + "…") + " is too long: a phrase may have " + std::to_string(kMostInARow) + " words at most.", "q"};
}

class Planner {
 public:
  Planner(const PlanContext& context, bool in_capitals, analysis::Analyzer& analyzer, std::vector<std::string>& warnings)
      : context_(context), in_capitals_(in_capitals), analyzer_(analyzer), warnings_(warnings), expansion_(context) {
    for (const auto& language : context.languages) add_once(languages_, language);
  }

  // Nothing where nothing searchable is left, or where there is a refusal.
  std::optional<PlanNode> plan(const Node& node, schema::Field scope) {
    switch (node.kind) {
      case NodeKind::everything:
        return PlanNode{};
      case NodeKind::nothing:
        return std::nullopt;
      case NodeKind::word:
        return node.distance > 0 && has_words(scope) ? plan_letters_off(node, scope) : plan_leaf(node, false, scope);
      case NodeKind::phrase:
        return plan_leaf(node, true, scope);
      case NodeKind::wildcard:
        return plan_wildcard(node, scope);
      case NodeKind::dates: {
        PlanNode dates{Kind::dates, {}, {}, {}};
        dates.from = node.from;
        dates.to = node.to;
        return dates;
      }
      case NodeKind::field:
        return plan(node.children.front(), node.field);
      case NodeKind::all:
        return plan_children(node, Kind::all, scope);
      case NodeKind::any:
        return plan_children(node, Kind::any, scope);
      case NodeKind::synonyms:
        return plan_synonyms(node, scope);
      case NodeKind::exclude:
        break;
    }
    auto child = plan(node.children.front(), scope);
    if (!child) return std::nullopt;
    return PlanNode{Kind::exclude, {}, {}, {std::move(*child)}};
  }

  const std::optional<Error>& refusal() const { return too_long_ ? too_long_ : expansion_.refusal(); }

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

  // Whether an article may be in a language that has no stem of the word: none at all, or one of another script.
  bool may_lack_stems(const PlannedWord& word) const {
    return context_.others || std::any_of(context_.languages.begin(), context_.languages.end(), [&](const std::string& language) {
             return std::none_of(word.stems.begin(), word.stems.end(), [&](const auto& stem) { return stem.first == language; });
           });
  }

  // With one term: its stems in a language go by the term, and one of them is that of the term itself, however it was written (an acronym
  // and its word in small letters are two terms, of which one may have no stem).
  bool is_stemmed(const PlannedWord& word, bool elsewhere) const {
    return word.terms.size() == 1 && !word.stems.empty() && (elsewhere || !context_.narrowed);
  }

  void ignored(const std::string& text) { warn(warnings_, quoted(text) + " holds nothing that can be searched for and was ignored."); }

  std::optional<PlanNode> plan_leaf(const Node& node, bool exact, schema::Field scope) {
    const std::string& text = node.text;
    if (!has_words(scope)) {
      PlanNode value{Kind::value, {}, {}, {}, scope};
      value.value = text;
      return value;
    }
    // Names and labels are looked for as they are written: they have no language.
    const bool in_text = scope == schema::Field::body || scope == schema::Field::title;
    std::vector<Places> readings;  // one for each way in which languages cut the text
    for (const auto& language : languages_) {
      if (!in_text && !language.empty()) continue;
      add_reading(readings, analyse(text, language, analyzer_));
      if (in_capitals_) add_reading(readings, analyse(small_letters(text), language, analyzer_));
    }
    if (readings.empty()) {
      ignored(text);
      return std::nullopt;
    }
    PlanNode any{Kind::any, {}, {}, {}};
    for (const auto& places : readings) {
      if (places.size() > kMostInARow) too_long_ = too_long(text);
      auto one = leaf(places, exact || !in_text, scope);
      one.elided = analysis::elided_bytes(std::string_view(text).substr(0, places.front().begin)) > 0;
      one.elsewhere = one.kind == Kind::word && !one.words.front().stems.empty() && may_lack_stems(one.words.front());
      one.stemmed = one.kind == Kind::word && is_stemmed(one.words.front(), one.elsewhere);
      any.children.push_back(node.distance > 0 && exact ? near(std::move(one), node.distance) : std::move(one));
    }
    if (any.children.size() > 1) return any;
    return PlanNode(std::move(any.children.front()));
  }

  std::optional<PlanNode> plan_letters_off(const Node& node, schema::Field scope) {
    const auto places = analyse(node.text, {}, analyzer_);
    if (places.size() != 1) {
      if (!places.empty()) warn(warnings_, quoted(node.text) + " is several words, so no letter of it may be off.");
      return plan_leaf(node, false, scope);
    }
    PlanNode word = leaf(places, true, scope);
    expansion_.letters_off(word.words.front(), node.distance, scope);
    return word;
  }

  std::optional<PlanNode> plan_wildcard(const Node& node, schema::Field scope) {
    if (!has_words(scope)) {
      warn(warnings_,
           quoted(node.text) + " was read as it stands: " + std::string(prefix_name(scope)) + ": takes whole values, without *.");
      return plan_leaf(node, false, scope);
    }
    PlanNode word{Kind::word, {PlannedWord{node.text, {}, {}}}, {}, {}, scope};
    if (expansion_.wildcard(word.words.front(), scope)) return word;
    ignored(node.text);
    return std::nullopt;
  }

  std::optional<PlanNode> plan_synonyms(const Node& node, schema::Field scope) {
    auto typed = plan(node.children.front(), scope);
    if (!typed) return std::nullopt;
    const std::string text = canonical(node.children.front());
    PlanNode out{Kind::synonyms, {}, {}, {std::move(*typed)}};
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      auto synonym = plan(node.children[i], scope);
      if (!synonym) continue;
      synonym->synonym_of = text;
      for (PlanNode& reading : synonym->children) reading.synonym_of = text;
      out.children.push_back(std::move(*synonym));
    }
    return out;
  }

  // What loses everything it looks for must not become "everything but": ??? -coal finds nothing.
  std::optional<PlanNode> plan_children(const Node& node, Kind kind, schema::Field scope) {
    PlanNode out{kind, {}, {}, {}};
    bool wanted = false, found = false;
    for (const auto& child : node.children) {
      const bool positive = child.kind != NodeKind::exclude;
      wanted = wanted || positive;
      auto planned = plan(child, scope);
      if (!planned) continue;
      found = found || positive;
      out.children.push_back(std::move(*planned));
    }
    if (out.children.empty() || (wanted && !found)) return std::nullopt;
    if (out.children.size() == 1) return PlanNode(std::move(out.children.front()));
    if (kind == Kind::all) free_function_words(out);
    return out;
  }

  // In each language by itself, and only where something else is left to demand there.
  void free_function_words(PlanNode& all) {
    const auto demanded = [](const PlanNode& child) { return child.kind != Kind::exclude && child.kind != Kind::dates; };
    std::size_t freed_everywhere = 0;
    for (const std::string& language : context_.languages) {
      std::vector<PlanNode*> functions;
      std::size_t others = 0;
      for (PlanNode& child : all.children) {
        if (!demanded(child)) continue;
        if (child.unquoted && child.kind == Kind::word && child.scope == schema::Field::body &&
            is_function_word(child.words.front(), language, context_.vocabulary))
          functions.push_back(&child);
        else
          ++others;
      }
      if (others == 0) continue;
      ++freed_everywhere;
      for (PlanNode* function : functions) function->optional_in.push_back(language);
    }
    for (PlanNode& child : all.children)
      child.optional = !child.optional_in.empty() && freed_everywhere == context_.languages.size() &&
                       child.optional_in.size() == context_.languages.size();
  }

  const PlanContext& context_;
  std::vector<std::string> languages_{""};  // the word as such comes first
  bool in_capitals_;                        // capitals tell nothing: US may be us
  analysis::Analyzer& analyzer_;
  std::vector<std::string>& warnings_;
  Expansion expansion_;
  std::optional<Error> too_long_;
};

}  // namespace

Result<Plan> make_plan(const Node& root, const PlanContext& context, analysis::Analyzer& analyzer) {
  Plan plan;
  const bool in_capitals = analysis::set_in_capitals(canonical(without_synonyms(root)));
  Planner planner(context, in_capitals, analyzer, plan.warnings);
  auto planned = planner.plan(root, context.scope);
  if (planner.refusal()) return tl::unexpected<Error>(*planner.refusal());
  if (planned) {
    plan.root = std::move(*planned);
  } else {
    plan.root.kind = Kind::nothing;
  }
  return plan;
}

}  // namespace backfile::query
