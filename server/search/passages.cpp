// A window slides over the matches once for each passage wanted: linear in their number.
#include "server/search/passages.h"

#include <algorithm>
#include <bit>

#include "server/search/cuts.h"

namespace backfile::search {

namespace {

// Worth of a passage. Only the order of magnitude matters: a leaf not yet shown outweighs anything else, an exact form outweighs
// closeness, closeness outweighs repetition.
constexpr int kNewLeaf = 10'000, kShownLeaf = 1'000, kExact = 500, kCloseness = 300, kRepetition = 10, kMostRepetitions = 20;

// Paragraphs, the short ones joined with what follows.
std::vector<std::uint32_t> blocks(std::string_view text, std::uint32_t short_bytes) {
  std::vector<std::uint32_t> ends;
  std::uint32_t begin = 0;
  for (std::uint32_t at = 0; at < text.size();) {
    at = paragraph_end(text, at);
    if (at >= text.size() || at - begin >= short_bytes) {
      ends.push_back(at);
      begin = at;
    }
    while (at < text.size() && is_space(text[at])) ++at;
  }
  if (ends.empty() || ends.back() < text.size()) ends.push_back(static_cast<std::uint32_t>(text.size()));
  return ends;
}

// A leaf that matches all over the text says less about a passage than one that matches once; but two leaves outweigh any one.
std::vector<int> rarities(const std::vector<Mark>& matches, std::uint32_t leaves) {
  std::vector<unsigned> occurrences(leaves);
  for (const Mark& match : matches) ++occurrences[match.leaf];
  std::vector<int> worth;
  for (const unsigned count : occurrences)
    worth.push_back(kNewLeaf / 2 + kNewLeaf / 2 / std::max(1, static_cast<int>(std::bit_width(count))));
  return worth;
}

}  // namespace

std::uint32_t paragraph_end(std::string_view text, std::uint32_t from) {
  for (std::size_t at = text.find('\n', from); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    std::size_t next = at + 1;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r')) ++next;
    if (next < text.size() && text[next] == '\n') return static_cast<std::uint32_t>(at);
  }
  return static_cast<std::uint32_t>(text.size());
}

// What the matches in the window cover, kept up to date as it slides.
struct PassageChooser::Coverage {
  Coverage(const std::vector<bool>& shown, const std::vector<int>& rare)
      : covered(shown), rarity(rare), any(shown.size()), exact(shown.size()) {}

  void add(const Mark& match) { change(match, 1); }
  void remove(const Mark& match) { change(match, -1); }
  void clear() {
    std::fill(any.begin(), any.end(), 0);
    std::fill(exact.begin(), exact.end(), 0);
    worth = count = 0;
  }

  const std::vector<bool>& covered;
  const std::vector<int>& rarity;
  std::vector<int> any, exact;
  int worth = 0, count = 0;

 private:
  int of(std::uint32_t leaf) const { return (any[leaf] ? (covered[leaf] ? kShownLeaf : rarity[leaf]) : 0) + (exact[leaf] ? kExact : 0); }
  void change(const Mark& match, int by) {
    worth -= of(match.leaf);
    any[match.leaf] += by;
    if (match.exact) exact[match.leaf] += by;
    worth += of(match.leaf);
    count += by;
  }
};

PassageChooser::PassageChooser(std::string_view text, const std::vector<Mark>& matches, std::uint32_t leaves, std::uint32_t width)
    : covered_(leaves, false), rarity_(rarities(matches, leaves)), matches_(matches), width_(width), block_ends_(blocks(text, width / 2)) {}

std::optional<analysis::Span> PassageChooser::next() {
  std::optional<analysis::Span> best;
  int best_worth = -1;
  Coverage window(covered_, rarity_);
  std::size_t first = 0, block = 0, skip = 0;
  std::uint32_t limit = 0;  // the window may not reach past this: its block's end, or something already shown
  for (std::size_t i = 0; i < matches_.size(); ++i) {
    const Mark& match = matches_[i];
    while (skip < used_.size() && used_[skip].end <= match.begin) ++skip;
    const bool shown = skip < used_.size() && match.end > used_[skip].begin;
    if (shown || match.begin >= limit) {
      window.clear();
      first = i + (shown ? 1 : 0);
      if (shown) {
        limit = 0;
        continue;
      }
      while (block_ends_[block] <= match.begin && block + 1 < block_ends_.size()) ++block;
      limit = block_ends_[block];
      if (skip < used_.size()) limit = std::min(limit, used_[skip].begin);
    }
    window.add(match);
    while (first < i && match.end > matches_[first].begin + width_) window.remove(matches_[first++]);
    const auto span = static_cast<std::int64_t>(match.end) - matches_[first].begin;
    const int closeness = static_cast<int>(kCloseness - std::min<std::int64_t>(kCloseness, span * kCloseness / std::max(1u, width_)));
    const int worth = window.worth + closeness + kRepetition * std::min(window.count, kMostRepetitions);
    if (worth > best_worth) {
      best_worth = worth;
      best = analysis::Span{matches_[first].begin, match.end};
    }
  }
  return best;
}

void PassageChooser::use(analysis::Span shown) {
  used_.insert(std::lower_bound(used_.begin(), used_.end(), shown, [](const auto& a, const auto& b) { return a.begin < b.begin; }), shown);
  for (const Mark& match : matches_) {
    if (match.begin >= shown.begin && match.end <= shown.end) covered_[match.leaf] = true;
  }
}

}  // namespace backfile::search
