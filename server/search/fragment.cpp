// Only a stretch round the passage is split into sentences: as far as a fragment could reach.
#include "server/search/fragment.h"

#include <algorithm>

#include "server/search/markup.h"
#include "server/search/passages.h"

namespace backfile::search {

namespace {

using analysis::Span;

struct Sentence {
  Span span;
  bool begins, ends;  // false where it was cut off by the edge of what was split
};

std::size_t length_of(const FragmentSource& source, Span span) {
  return code_points(source.text.substr(span.begin, span.end - span.begin));
}

std::vector<Sentence> sentences_around(const FragmentSource& source, Span core, const FragmentBounds& bounds) {
  const std::size_t reach = source.length + source.length / 2;
  const Span window{back(source.text, core.begin, reach, bounds.free.begin), forward(source.text, core.end, reach, bounds.free.end)};
  std::vector<Sentence> sentences;
  for (const Span found : analysis::sentences(source.text.substr(window.begin, window.end - window.begin), source.language)) {
    Span span{found.begin + window.begin, found.end + window.begin};
    while (span.begin < span.end && is_space(source.text[span.begin])) ++span.begin;
    if (span.begin < span.end) sentences.push_back({span, true, true});
  }
  if (sentences.empty()) sentences.push_back({{core.begin, core.end}, true, true});
  sentences.front().begins = window.begin == bounds.free.begin && bounds.begin_clean;
  sentences.back().ends = window.end == bounds.free.end && bounds.end_clean;
  return sentences;
}

bool same_paragraph(std::string_view text, Span left, Span right) {
  return left.end >= right.begin || paragraph_end(text.substr(0, right.begin), left.end) >= right.begin;
}

// Grows by whole sentences, first those that follow; into another paragraph only while the fragment is short.
Fragment grow(const FragmentSource& source, const std::vector<Sentence>& sentences, std::size_t first, std::size_t last) {
  Span span{sentences[first].span.begin, sentences[last].span.end};
  const auto try_to_take = [&](const Sentence& next, Span grown) {
    if (!next.begins || !next.ends || length_of(source, grown) > source.length) return false;
    const bool stays =
        next.span.begin >= span.end ? same_paragraph(source.text, span, next.span) : same_paragraph(source.text, next.span, span);
    if (!stays && length_of(source, span) >= source.length / 2) return false;
    span = grown;
    return true;
  };
  while (last + 1 < sentences.size() && try_to_take(sentences[last + 1], {span.begin, sentences[last + 1].span.end})) ++last;
  while (first > 0 && try_to_take(sentences[first - 1], {sentences[first - 1].span.begin, span.end})) --first;
  return {span, false, false};
}

// Context on both sides of the core, within its sentences: the beginning of the sentence where it is near, else more behind than before.
Fragment cut_round(const FragmentSource& source, Span core, const Sentence& first, const Sentence& last) {
  const Span whole{std::min(first.span.begin, core.begin), std::max(last.span.end, core.end)};
  const std::size_t used = length_of(source, core);
  const std::size_t room = source.length > used ? source.length - used : 0;
  const std::size_t before = length_of(source, {whole.begin, core.begin}), behind = length_of(source, {core.end, whole.end});
  std::size_t left = before <= room * 2 / 3 ? before : room / 3;
  const std::size_t right = std::min(behind, room - left);
  left = std::min(before, room - right);

  Fragment fragment{whole, !first.begins, !last.ends};
  if (left < before) {
    fragment.span.begin = cut_begin(source.text, back(source.text, core.begin, left, whole.begin), core.begin, source.words);
    fragment.cut_begin = true;
  }
  if (right < behind) {
    fragment.span.end = cut_end(source.text, forward(source.text, core.end, right, whole.end), core.end, source.words);
    fragment.cut_end = true;
  }
  return fragment;
}

// A mark that an end of the fragment falls into is left out whole. The core's own marks lie well inside.
void spare_marks(const FragmentSource& source, Span core, Fragment& fragment) {
  Span& span = fragment.span;
  for (auto mark = source.marks.begin(); mark != source.marks.end() && mark->begin < span.begin; ++mark) {
    if (mark->end <= span.begin || mark->end > core.begin) continue;
    span.begin = cut_begin(source.text, mark->end, core.begin, source.words);
    fragment.cut_begin = true;
  }
  for (auto mark = source.marks.rbegin(); mark != source.marks.rend() && mark->end > span.end; ++mark) {
    if (mark->begin >= span.end || mark->begin < core.end) continue;
    span.end = cut_end(source.text, mark->begin, core.end, source.words);
    fragment.cut_end = true;
  }
}

}  // namespace

Fragment make_fragment(const FragmentSource& source, Span core, const FragmentBounds& bounds) {
  const auto sentences = sentences_around(source, core, bounds);
  std::size_t first = 0;
  while (first + 1 < sentences.size() && sentences[first + 1].span.begin <= core.begin) ++first;
  std::size_t last = first;
  while (last + 1 < sentences.size() && sentences[last].span.end < core.end) ++last;

  const Span whole{sentences[first].span.begin, sentences[last].span.end};
  const bool covers = whole.begin <= core.begin && core.end <= whole.end && sentences[first].begins && sentences[last].ends;
  // A sentence a quarter too long is better whole than cut.
  Fragment fragment = covers && length_of(source, whole) <= source.length + source.length / 4
                          ? grow(source, sentences, first, last)
                          : cut_round(source, core, sentences[first], sentences[last]);
  spare_marks(source, core, fragment);
  return fragment;
}

}  // namespace backfile::search
