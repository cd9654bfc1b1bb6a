// From a passage that is worth showing to the fragment that is shown: whole sentences where they fit, else cut round the matches.
#pragma once
#include <string_view>
#include <vector>

#include "indexer/analysis/sentences.h"
#include "server/search/cuts.h"
#include "server/search/highlight.h"

namespace backfile::search {

/// cut_begin, cut_end: the sentence goes on there, so an ellipsis stands.
struct Fragment {
  analysis::Span span;
  bool cut_begin, cut_end;
};

/// What fragments of one text are made from. All references outlive the call.
struct FragmentSource {
  std::string_view text, language;
  const Words& words;              // of the text
  const std::vector<Mark>& marks;  // merged: no fragment ends inside one
  unsigned length;                 // code points, about
};

/// A fragment round `core` that neither leaves `free` nor cuts a mark. core: within free, covering whole marks; may be empty.
/// free_begin_clean, free_end_clean of `bounds`: whether a sentence may be taken to begin and end there.
struct FragmentBounds {
  analysis::Span free;
  bool begin_clean, end_clean;
};
Fragment make_fragment(const FragmentSource& source, analysis::Span core, const FragmentBounds& bounds);

}  // namespace backfile::search
