// A plan as compact text, for tables: all({steel | en:steel}, phrase[0{general} 1{strike}]).
#pragma once
#include <string>

#include "server/query/plan.h"
#include "server/query/word_syntax.h"

namespace backfile::query {

// {strikes | en:strike} for a word that is typed, its terms, its stems.
inline std::string word_text(const PlannedWord& word) {
  std::string out = "{";
  for (const auto& term : word.terms) out += (out.size() > 1 ? " " : "") + term;
  if (!word.stems.empty()) out += " |";
  for (const auto& [language, stem] : word.stems) out += " " + language + ":" + stem;
  return out + "}";
}

inline std::string scope_text(const PlanNode& node) {
  return node.scope == schema::Field::body ? std::string() : std::string(prefix_name(node.scope)) + ":";
}

inline std::string optional_text(const PlanNode& node) {
  std::string out;
  for (const auto& language : node.optional_in) out += (out.empty() ? "?" : ",") + language;
  return out;
}

inline std::string plan_text(const PlanNode& node) {
  const auto children = [&] {
    std::string out;
    for (const auto& child : node.children) out += (out.empty() ? "" : ", ") + plan_text(child);
    return "(" + out + ")";
  };
  switch (node.kind) {
    case PlanNode::Kind::everything:
      return "everything";
    case PlanNode::Kind::nothing:
      return "nothing";
    case PlanNode::Kind::word:
      return scope_text(node) + word_text(node.words.at(0)) + optional_text(node);
    case PlanNode::Kind::value:
      return scope_text(node) + "=" + node.value;
    case PlanNode::Kind::dates:
      return "dates " + article::to_iso(node.from) + ".." + article::to_iso(node.to);
    case PlanNode::Kind::near: {
      std::string out;
      for (const auto& word : node.words) out += " " + word_text(word);
      return scope_text(node) + "near[" + std::to_string(node.window) + out + "]";
    }
    case PlanNode::Kind::phrase:
      break;
    case PlanNode::Kind::all:
      return "all" + children();
    case PlanNode::Kind::any:
      return "any" + children();
    case PlanNode::Kind::synonyms:
      return "synonyms" + children();
    case PlanNode::Kind::exclude:
      return "exclude" + children();
  }
  std::string out;
  for (std::size_t i = 0; i < node.words.size(); ++i) {
    out += (out.empty() ? "" : " ") + std::to_string(node.offsets.at(i)) + word_text(node.words[i]);
  }
  return scope_text(node) + "phrase[" + out + "]";
}

}  // namespace backfile::query
