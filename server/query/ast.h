// The query tree: what the user's text means, before any archive is looked at.
//
//   coal "general strike" OR lockout -football title:peace date:1912..1913
//   all( word coal, any( phrase[general strike], word lockout ), exclude( word football ), field title( word peace ), dates 1912..1913 )
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "indexer/article/date.h"
#include "indexer/errors/error.h"
#include "indexer/schema/fields.h"

namespace backfile::query {

enum class NodeKind {
  everything,  // the empty query
  word,        // text: one word as typed, which may analyse to several tokens ("first-ever"): then they are a phrase. distance: letters off
  phrase,      // text: what stood between the quotes. distance: nearness
  wildcard,    // text: a word with '*', each for any letters or none; begins with letters
  dates,       // from, to: published then; Precision::none where open
  all,         // children, every one; an exclude among them takes away
  any,         // children, at least one
  exclude,     // one child, never an exclude itself
  field,       // one child, whose words and phrases are looked for in `field` alone (a field within it has its own)
  synonyms,    // children: what was typed, a word or an `all` of words, then synonyms of it; parse() makes none, see synonyms.h
  nothing,     // something was typed, but nothing is left of it: "()"
};

// As parse() makes them, an `all` never holds an `all` nor an `any` an `any`, and both hold at least two children; `everything` and
// `nothing` stand only at the root; a field never holds a field or dates right away. OR binds tighter than adjacency: a b OR c is
// all(a, any(b, c)).

struct Node {
  NodeKind kind = NodeKind::everything;
  std::string text;
  std::vector<Node> children;
  int distance = 0;  // word: letters it may be off, 0 to 2. phrase: other words that may stand between its own, which
                     // may then come in any order; 0: these words in a row
  schema::Field field = schema::Field::body;  // of `field`
  article::Date from{}, to{};                 // of `dates`
  bool operator==(const Node&) const = default;
};

struct Parsed {
  Node root;
  std::string canonical;              // parses to the same tree
  std::vector<std::string> warnings;  // what was ignored or reinterpreted, each naming it
  bool plain = false;                 // words only, no operator: match=auto may fall back to any
};

struct ParseLimits {
  std::size_t max_clauses = 128;  // words, phrases and groups together
  std::size_t max_depth = 20;     // groups within groups
  std::size_t max_wildcards = 4;  // wildcards and words with letters off, together
  std::string for_more{};         // behind the refusal of too many clauses: a sentence on how more may be asked; may be empty
};

/// Everything a person can type gets a tree; only limits refuse (Code::refused, param "q"). Never recurses deeper than max_depth.
Result<Parsed> parse(const std::string& text, const ParseLimits& limits);

/// The text of a tree, in the grammar. Parsing it gives the same tree again, for every tree that parse() makes; synonyms are written as the
/// alternatives that they are.
std::string canonical(const Node& root);

}  // namespace backfile::query
