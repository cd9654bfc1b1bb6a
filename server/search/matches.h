// Where a text answers the plan: every stretch that a word or a phrase of the query matches, found in one pass over the analyzer's tokens
// of those words that the plan can want at all. Knows nothing of snippets or markup.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/analysis/wanted_words.h"
#include "server/query/plan.h"

namespace backfile::search {

/// A matched stretch of text: half-open byte range, and which leaf of the plan (in order of the tree) it answers.
struct Mark {
  std::uint32_t begin, end;
  std::uint32_t leaf;
  bool exact;  // the word itself rather than a form of it
  bool operator==(const Mark&) const = default;
};

/// The leaves of a plan in the order of the tree, excluded ones left out: what Mark::leaf counts.
std::vector<const query::PlanNode*> leaves_of(const query::PlanNode& plan);

/// What a score is made of: the same, but a word and its synonyms are one.
std::vector<const query::PlanNode*> scored_parts_of(const query::PlanNode& plan);

/// The words and phrases of a plan, arranged so that a token is looked up in constant time, for texts of one language.
/// Refers to the plan's strings: the plan must outlive it. Excluded branches are left out: what the user does not want is never marked.
class PlanMatcher {
 public:
  /// language: the article's canonical tag; only stems of its base language count. text: which of the article's texts is looked at, title
  /// or body (any other of its texts counts as body): what is asked for in the title alone matches nowhere else, names and labels nowhere.
  PlanMatcher(const query::PlanNode& plan, std::string_view language, schema::Field text);

  /// Number of leaves (words, phrases and nearness), excluded ones not counted; Mark::leaf is below it.
  std::uint32_t leaves() const { return static_cast<std::uint32_t>(phrases_.size()); }

  /// Whether the leaf was typed with an elided article before it (PlanNode::elided).
  bool elided(std::uint32_t leaf) const { return elided_[leaf]; }

  /// Words without which matches() is the same.
  const analysis::WantedWords& wanted() const { return wanted_; }

  /// Every match, by begin, then longest first; matches of different leaves, or of one phrase with itself, may overlap. A phrase gives one
  /// match for each run of its words that stand next to each other; nearness one for each of its words wherever they all stand within the
  /// window.
  std::vector<Mark> matches(const std::vector<analysis::Token>& tokens) const;

 private:
  struct Wanted {
    std::uint32_t leaf, word;  // word: which one of the phrase; the first of those that accept the same
  };
  struct Occurrence {
    std::uint32_t position, token;
  };
  using Index = std::unordered_map<std::string_view, std::vector<Wanted>>;
  using WordOccurrences = std::vector<std::vector<Occurrence>>;  // one list a word of the phrase; empty where an earlier word's serves
  struct Phrase {
    std::vector<std::uint32_t> offsets, lists;  // by word: position after the first word's, and whose list of occurrences is its own
    std::uint32_t window = 0;                   // nearness: offsets mean nothing
  };

  static Phrase phrase_of(const query::PlanNode& node);
  void add(const query::PlanNode& leaf_node, std::string_view base);
  void add_word(const query::PlannedWord& word, Wanted wanted, std::string_view base);
  bool may_hold(std::string_view term) const;
  void look_up(const Index& index, std::string_view key, std::uint32_t token, const std::vector<analysis::Token>& tokens,
               std::vector<WordOccurrences>& phrases, std::vector<Mark>& found) const;
  void match_phrase(std::uint32_t leaf, const WordOccurrences& words, const std::vector<analysis::Token>& tokens,
                    std::vector<Mark>& found) const;
  void match_near(std::uint32_t leaf, const WordOccurrences& words, const std::vector<analysis::Token>& tokens,
                  std::vector<Mark>& found) const;

  schema::Field text_;
  analysis::WantedWords wanted_;
  std::vector<Phrase> phrases_;  // by leaf; without offsets for a single word
  std::vector<bool> elided_;     // by leaf
  Index terms_, stems_;
  std::array<std::uint64_t, 256> lengths_{};  // by first byte: which lengths occur, so that nearly every token is dismissed without hashing
};

/// The matchers of one plan, each made when a text first needs it: for many articles of few languages. The plan must outlive it. Not
/// thread-safe.
class PlanMatchers {
 public:
  // Not explicit: for a single text, the plan itself may be given.
  PlanMatchers(const query::PlanNode& plan) : plan_(plan) {}  // NOLINT(google-explicit-constructor)

  const query::PlanNode& plan() const { return plan_; }

  /// Valid as long as this object. text: as for PlanMatcher.
  const PlanMatcher& of(std::string_view language, schema::Field text) const;

 private:
  struct Made {
    std::string base_language;
    bool title;
    std::unique_ptr<const PlanMatcher> matcher;
  };
  const query::PlanNode& plan_;
  mutable std::vector<Made> made_;
};

/// Matches as they are shown: in order, not overlapping; what overlaps becomes one mark, under the leaf of the longest.
std::vector<Mark> merge_overlapping(const std::vector<Mark>& matches);

}  // namespace backfile::search
