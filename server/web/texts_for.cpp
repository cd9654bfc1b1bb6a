// Choosing the language of a page.
#include <charconv>

#include "server/web/texts.h"

namespace backfile::web {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

const Texts* of_language(std::string_view tag) {
  std::string base(tag.substr(0, tag.find('-')));
  for (char& c : base) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
  for (const auto& texts : all_texts())
    if (texts->language() == base) return texts.get();
  return nullptr;
}

/// "de;q=0.8" -> 0.8; 1 where it is not said, 0 where it is nonsense.
double quality(std::string_view range) {
  const auto q = range.find("q=");
  if (q == std::string_view::npos) return 1;
  double value = 0;
  std::from_chars(range.data() + q + 2, range.data() + range.size(), value);
  return value >= 0 && value <= 1 ? value : 0;
}

}  // namespace

const Texts& texts_for(std::string_view accept_language) {
  const Texts* best = of_language("en");
  double most = 0;
  while (!accept_language.empty()) {
    const auto range = accept_language.substr(0, accept_language.find(','));
    accept_language.remove_prefix(std::min(accept_language.size(), range.size() + 1));
    const Texts* texts = of_language(trimmed(range.substr(0, range.find(';'))));
    const double liked = quality(range);
    if (!texts || liked <= most) continue;
    best = texts;
    most = liked;
  }
  return *best;
}

}  // namespace backfile::web
