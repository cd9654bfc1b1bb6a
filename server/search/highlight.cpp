// Tokens -> matches -> marks, and from there either the whole text or its best fragments.
#include "server/search/highlight.h"

#include <algorithm>

#include "indexer/analysis/apostrophes.h"
#include "server/search/cuts.h"
#include "server/search/fragment.h"
#include "server/search/markup.h"
#include "server/search/passages.h"

namespace backfile::search {

namespace {

using analysis::Span;

constexpr std::size_t kStretchBytes = 128u << 10;

// Fragments of one text, never overlapping: each new one is kept within the gap between those before it.
class Fragments {
 public:
  explicit Fragments(const FragmentSource& source) : source_(source) {}

  const Fragment& add(Span core) {
    FragmentBounds bounds{{0, static_cast<std::uint32_t>(source_.text.size())}, true, true};
    for (const Fragment& other : made_) {
      if (other.span.end <= core.begin && other.span.end > bounds.free.begin) {
        bounds.free.begin = other.span.end;
        bounds.begin_clean = !other.cut_end;
      }
      if (other.span.begin >= core.end && other.span.begin < bounds.free.end) {
        bounds.free.end = other.span.begin;
        bounds.end_clean = !other.cut_begin;
      }
    }
    made_.push_back(make_fragment(source_, core, bounds));
    return made_.back();
  }

  std::vector<Highlighted> marked_up() const {
    std::vector<Highlighted> out;
    for (const Fragment& fragment : made_) out.push_back(mark_up_one(fragment));
    return out;
  }

 private:
  // The ellipsis keeps the white space that was cut away, so that scripts without it get none.
  Highlighted mark_up_one(const Fragment& fragment) const {
    const auto [begin, end] = fragment.span;
    const auto& text = source_.text;
    std::string_view before, after;
    if (fragment.cut_begin) before = begin > 0 && is_space(text[begin - 1]) ? "… " : "…";
    if (fragment.cut_end) after = end < text.size() && is_space(text[end]) ? " …" : "…";
    return mark_up(text, begin, end, source_.marks, true, before, after);
  }

  const FragmentSource& source_;
  std::vector<Fragment> made_;
};

// Grown so that no mark begins or ends inside it.
Span covering_marks(Span core, const std::vector<Mark>& marks) {
  auto mark = std::upper_bound(marks.begin(), marks.end(), core.begin, [](std::uint32_t at, const Mark& m) { return at < m.end; });
  for (; mark != marks.end() && mark->begin < core.end; ++mark) {
    core.begin = std::min(core.begin, mark->begin);
    core.end = std::max(core.end, mark->end);
  }
  return core;
}

// What was typed with an elided article (l'homme) is marked with it where the text has one too: the article itself is no word.
void take_in_articles(std::vector<Mark>& matches, const PlanMatcher& matcher, std::string_view text) {
  bool moved = false;
  for (Mark& match : matches) {
    if (!matcher.elided(match.leaf)) continue;
    const auto bytes = static_cast<std::uint32_t>(analysis::elided_bytes(text.substr(0, match.begin)));
    moved = moved || bytes > 0;
    match.begin -= bytes;
  }
  if (moved) std::stable_sort(matches.begin(), matches.end(), [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
}

// Bytes that `length` code points of this text take, judged by its beginning.
std::uint32_t bytes_of(unsigned length, std::string_view text) {
  const auto sample = text.substr(0, 4096);
  return static_cast<std::uint32_t>(std::size_t{length} * sample.size() / std::max<std::size_t>(1, code_points(sample)));
}

}  // namespace

Highlighter::Highlighter(analysis::Analyzer& analyzer) : analyzer_(analyzer) {}

std::vector<Mark> Highlighter::matches(const PlanMatcher& matcher, std::string_view text, std::string_view language) {
  if (matcher.leaves() == 0) return {};
  auto found = matcher.matches(analyzer_.tokens(text, language, matcher.wanted()));
  take_in_articles(found, matcher, text);
  return found;
}

std::vector<Mark> Highlighter::marks(const PlanMatchers& plan, std::string_view text, std::string_view language, schema::Field field) {
  return merge_overlapping(matches(plan.of(language, field), text, language));
}

Highlighted Highlighter::whole(const PlanMatchers& plan, std::string_view text, std::string_view language, schema::Field field) {
  return mark_up(text, 0, static_cast<std::uint32_t>(text.size()), marks(plan, text, language, field), false);
}

// Of a very long body the first stretch in which all that is looked for stands, or else most of it: what follows need not be analysed.
// Stretches end with a paragraph, which no phrase crosses.
std::string_view Highlighter::telling_stretch(const PlanMatcher& matcher, std::string_view body, std::string_view language) {
  std::string_view best = body.substr(0, kStretchBytes);
  std::size_t most = 0;
  for (std::string_view rest = body; !rest.empty() && most < matcher.leaves();) {
    const std::string_view stretch = rest.substr(0, rest.find("\n\n", std::min(rest.size(), kStretchBytes)));
    rest.remove_prefix(stretch.size());
    std::vector<bool> seen(matcher.leaves());
    for (const Mark& match : matcher.matches(analyzer_.tokens(stretch, language, matcher.wanted()))) seen[match.leaf] = true;
    const auto found = static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
    if (found <= most) continue;
    most = found;
    best = stretch;
  }
  return best;
}

std::vector<Highlighted> Highlighter::snippets(const PlanMatchers& plan, std::string_view body, std::string_view language,
                                               const SnippetOptions& options) {
  const PlanMatcher& matcher = plan.of(language, schema::Field::body);
  if (body.size() > 2 * kStretchBytes) {
    const std::string_view stretch = telling_stretch(matcher, body, language);
    if (stretch.size() < body.size()) return snippets(plan, stretch, language, options);
  }
  std::uint32_t start = 0;
  while (start < body.size() && is_space(body[start])) ++start;
  if (start == body.size() || options.count == 0 || options.length == 0) return {};

  const auto found = matches(matcher, body, language);
  const auto marks = merge_overlapping(found);
  const Words words(analyzer_, body, language);
  const FragmentSource source{body, language, words, marks, options.length};
  Fragments fragments(source);
  if (found.empty()) {
    fragments.add({start, start});
    return fragments.marked_up();
  }
  PassageChooser passages(body, found, matcher.leaves(), bytes_of(options.length, body));
  for (unsigned i = 0; i < options.count; ++i) {
    const auto passage = passages.next();
    if (!passage) break;
    passages.use(fragments.add(covering_marks(*passage, marks)).span);
  }
  return fragments.marked_up();
}

}  // namespace backfile::search
