// One pass over the tokens: single words are matches at once, words of phrases are collected by position and joined afterwards.
#include "server/search/matches.h"

#include <algorithm>

#include "indexer/article/language.h"

namespace backfile::search {

namespace {

using query::PlanNode;

bool is_leaf(const PlanNode& node) {
  return node.kind == PlanNode::Kind::word || node.kind == PlanNode::Kind::phrase || node.kind == PlanNode::Kind::near;
}

// As deep as the plan, whose depth the parser bounds.
void gather(const PlanNode& node, bool synonyms_as_one, std::vector<const PlanNode*>& found) {
  if (node.kind == PlanNode::Kind::exclude) return;
  const bool whole = synonyms_as_one && node.kind == PlanNode::Kind::synonyms;
  if (whole || is_leaf(node)) found.push_back(&node);
  if (whole) return;
  for (const auto& child : node.children) gather(child, synonyms_as_one, found);
}

std::uint64_t length_bit(std::string_view term) { return 1ull << std::min<std::size_t>(term.size(), 63); }

}  // namespace

std::vector<const query::PlanNode*> leaves_of(const query::PlanNode& plan) {
  std::vector<const query::PlanNode*> leaves;
  gather(plan, false, leaves);
  return leaves;
}

std::vector<const query::PlanNode*> scored_parts_of(const query::PlanNode& plan) {
  std::vector<const query::PlanNode*> parts;
  gather(plan, true, parts);
  return parts;
}

PlanMatcher::PlanMatcher(const query::PlanNode& plan, std::string_view language, schema::Field text) : text_(text), wanted_(language) {
  for (const query::PlanNode* leaf : leaves_of(plan)) add(*leaf, article::base_language(language));
}

PlanMatcher::Phrase PlanMatcher::phrase_of(const query::PlanNode& node) {
  Phrase phrase;
  if (node.words.size() < 2) return phrase;
  phrase.window = static_cast<std::uint32_t>(node.window);
  for (std::size_t i = 0; i < node.words.size(); ++i) {
    // A plan states the offsets of all its words; one that states none means words in a row.
    phrase.offsets.push_back(i < node.offsets.size() ? static_cast<std::uint32_t>(node.offsets[i]) : static_cast<std::uint32_t>(i));
    // Equal words share their occurrences: a phrase of one word a thousand times needs no thousand lists.
    const auto first =
        std::find_if(node.words.begin(), node.words.end(), [&](const auto& word) { return word.terms == node.words[i].terms; });
    phrase.lists.push_back(static_cast<std::uint32_t>(first - node.words.begin()));
  }
  return phrase;
}

void PlanMatcher::add(const query::PlanNode& leaf_node, std::string_view base) {
  const std::uint32_t leaf = leaves();
  phrases_.push_back(phrase_of(leaf_node));
  elided_.push_back(leaf_node.elided);
  if (leaf_node.scope != schema::Field::body && (leaf_node.scope != schema::Field::title || text_ != schema::Field::title)) return;
  const auto& lists = phrases_.back().lists;
  for (std::uint32_t i = 0; i < leaf_node.words.size(); ++i) {
    if (lists.empty() || lists[i] == i) add_word(leaf_node.words[i], {leaf, i}, base);
  }
}

void PlanMatcher::add_word(const query::PlannedWord& word, Wanted wanted, std::string_view base) {
  const auto enter = [&](Index& index, std::string_view key) {
    if (key.empty()) return;
    index[key].push_back(wanted);
    lengths_[static_cast<unsigned char>(key[0])] |= length_bit(key);
  };
  for (const auto& term : word.terms) {
    enter(terms_, term);
    wanted_.add_term(term);
  }
  for (const auto& [language, stem] : word.stems) {
    if (language != base) continue;
    enter(stems_, stem);
    wanted_.add_stem(stem);
  }
}

bool PlanMatcher::may_hold(std::string_view term) const {
  return !term.empty() && (lengths_[static_cast<unsigned char>(term[0])] & length_bit(term)) != 0;
}

void PlanMatcher::look_up(const Index& index, std::string_view key, std::uint32_t token, const std::vector<analysis::Token>& tokens,
                          std::vector<WordOccurrences>& phrases, std::vector<Mark>& found) const {
  const auto entry = index.find(key);
  if (entry == index.end()) return;
  for (const Wanted& wanted : entry->second) {
    if (phrases_[wanted.leaf].offsets.empty()) {
      found.push_back({tokens[token].byte_begin, tokens[token].byte_end, wanted.leaf, &index == &terms_});
      continue;
    }
    auto& list = phrases[wanted.leaf][wanted.word];
    if (list.empty() || list.back().position != tokens[token].position) list.push_back({tokens[token].position, token});
  }
}

void PlanMatcher::match_phrase(std::uint32_t leaf, const WordOccurrences& words, const std::vector<analysis::Token>& tokens,
                               std::vector<Mark>& found) const {
  const auto& offsets = phrases_[leaf].offsets;
  const auto& lists = phrases_[leaf].lists;
  std::vector<std::size_t> next(words.size(), 0);  // every list is in order of position, so each is walked once
  std::vector<std::uint32_t> at(words.size());
  for (const Occurrence& first : words[0]) {
    bool whole = true;
    for (std::size_t i = 0; i < words.size() && whole; ++i) {
      const auto& list = words[lists[i]];
      const std::uint64_t position = std::uint64_t{first.position} - offsets[0] + offsets[i];
      while (next[i] < list.size() && list[next[i]].position < position) ++next[i];
      whole = next[i] < list.size() && list[next[i]].position == position;
      if (whole) at[i] = list[next[i]].token;
    }
    if (!whole) continue;
    for (std::size_t i = 0; i < words.size();) {  // a skipped position between two words is not part of any mark
      std::size_t last = i;
      while (last + 1 < words.size() && offsets[last + 1] == offsets[last] + 1) ++last;
      found.push_back({tokens[at[i]].byte_begin, tokens[at[last]].byte_end, leaf, true});
      i = last + 1;
    }
  }
}

// A window slides over the occurrences of all words together; while it holds each of them, everything in it is a match.
void PlanMatcher::match_near(std::uint32_t leaf, const WordOccurrences& words, const std::vector<analysis::Token>& tokens,
                             std::vector<Mark>& found) const {
  struct Place {
    Occurrence at;
    std::size_t word;
  };
  std::vector<Place> places;
  for (std::size_t word = 0; word < words.size(); ++word)
    for (const Occurrence& at : words[word]) places.push_back({at, word});
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.at.position < b.at.position; });
  std::vector<std::size_t> counts(words.size(), 0);
  std::size_t covered = 0, left = 0, marked = 0;
  for (std::size_t right = 0; right < places.size(); ++right) {
    covered += counts[places[right].word]++ == 0;
    while (places[right].at.position - places[left].at.position >= phrases_[leaf].window) covered -= --counts[places[left++].word] == 0;
    if (covered < words.size()) continue;
    for (std::size_t i = std::max(left, marked); i <= right; ++i) {
      const auto& token = tokens[places[i].at.token];
      found.push_back({token.byte_begin, token.byte_end, leaf, true});
    }
    marked = right + 1;
  }
}

std::vector<Mark> PlanMatcher::matches(const std::vector<analysis::Token>& tokens) const {
  std::vector<Mark> found;
  if (phrases_.empty()) return found;
  std::vector<WordOccurrences> phrases(phrases_.size());
  for (std::size_t leaf = 0; leaf < phrases.size(); ++leaf) phrases[leaf].resize(phrases_[leaf].offsets.size());

  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const auto& token = tokens[i];
    if (may_hold(token.term)) look_up(terms_, token.term, i, tokens, phrases, found);
    if (stems_.empty()) continue;
    for (const auto stem : token.stems) {
      if (may_hold(stem)) look_up(stems_, stem, i, tokens, phrases, found);
    }
  }
  for (std::uint32_t leaf = 0; leaf < phrases.size(); ++leaf) {
    if (phrases[leaf].empty()) continue;
    if (phrases_[leaf].window > 0)
      match_near(leaf, phrases[leaf], tokens, found);
    else
      match_phrase(leaf, phrases[leaf], tokens, found);
  }
  // Exact before stemmed, so that of two equal stretches the exact one is kept.
  const auto order = [](const Mark& a, const Mark& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.end != b.end) return a.end > b.end;
    if (a.leaf != b.leaf) return a.leaf < b.leaf;
    return a.exact > b.exact;
  };
  if (!std::is_sorted(found.begin(), found.end(), order)) std::sort(found.begin(), found.end(), order);
  const auto same = [](const Mark& a, const Mark& b) { return a.begin == b.begin && a.end == b.end && a.leaf == b.leaf; };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  return found;
}

const PlanMatcher& PlanMatchers::of(std::string_view language, schema::Field text) const {
  const std::string_view base = article::base_language(language);
  const bool title = text == schema::Field::title;
  for (const Made& made : made_)
    if (made.base_language == base && made.title == title) return *made.matcher;
  made_.push_back({std::string(base), title, std::make_unique<const PlanMatcher>(plan_, base, text)});
  return *made_.back().matcher;
}

std::vector<Mark> merge_overlapping(const std::vector<Mark>& matches) {
  std::vector<Mark> merged;
  std::uint32_t longest = 0;  // of the matches that make up the last mark
  for (const Mark& match : matches) {
    if (merged.empty() || match.begin >= merged.back().end) {
      merged.push_back(match);
      longest = match.end - match.begin;
      continue;
    }
    Mark& last = merged.back();
    if (match.end - match.begin > longest) {
      longest = match.end - match.begin;
      last.leaf = match.leaf;
    }
    last.end = std::max(last.end, match.end);
    last.exact = last.exact || match.exact;
  }
  return merged;
}

}  // namespace backfile::search
