// ICU's root word break iterator straight on UTF-8. Where ICU fails (no data), a whole run is one word.
#include "indexer/analysis/dictionary_words.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

namespace backfile::analysis {

struct DictionaryWords::Impl {
  UText text = UTEXT_INITIALIZER;
  UBreakIterator* breaks = nullptr;
  std::vector<std::uint32_t> ends;
};

DictionaryWords::DictionaryWords() : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  impl_->breaks = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
}

DictionaryWords::~DictionaryWords() {
  if (impl_->breaks) ubrk_close(impl_->breaks);
  utext_close(&impl_->text);
}

const std::vector<std::uint32_t>& DictionaryWords::ends(std::string_view run) {
  impl_->ends.clear();
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&impl_->text, run.data(), static_cast<std::int64_t>(run.size()), &status);
  if (impl_->breaks) ubrk_setUText(impl_->breaks, &impl_->text, &status);
  if (impl_->breaks && U_SUCCESS(status)) {
    for (std::int32_t end = ubrk_first(impl_->breaks); end != UBRK_DONE; end = ubrk_next(impl_->breaks))
      if (end > 0) impl_->ends.push_back(static_cast<std::uint32_t>(end));
  }
  if (impl_->ends.empty() || impl_->ends.back() != run.size()) impl_->ends.push_back(static_cast<std::uint32_t>(run.size()));
  return impl_->ends;
}

}  // namespace backfile::analysis
