// The language of a text, by CLD2.
#include <cstdio>  // before CLD2's header, which uses FILE without declaring it

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "indexer/article/language.h"

namespace backfile::article {

namespace {

// CLD2 is sure of nearly all texts after 2 KB; the ones it is not get a second look further on.
constexpr std::size_t kSample = 2048;

/// At most `size` bytes from `begin` on, cut at character boundaries.
std::string_view sample(std::string_view text, std::size_t begin, std::size_t size) {
  const auto boundary = [&](std::size_t at) {
    while (at < text.size() && at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return std::min(at, text.size());
  };
  const std::size_t from = boundary(begin);
  return text.substr(from, boundary(begin + size) - from);
}

std::string detect(const std::string& text) {
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int text_bytes = 0, valid_bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language language =
      CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), true, &hints, 0, languages, percents, scores,
                                              nullptr, &text_bytes, &reliable, &valid_bytes);
  return reliable && language != CLD2::UNKNOWN_LANGUAGE ? canonical_language(CLD2::LanguageCode(language)) : std::string();
}

}  // namespace

std::string detect_language(std::string_view title, std::string_view body) {
  std::string text(sample(title, 0, kSample));
  text += '\n';
  text += sample(body, 0, kSample);
  std::string language = detect(text);
  if (language.empty() && body.size() > kSample) language = detect(std::string(sample(body, kSample, kSample)));
  return language;
}

}  // namespace backfile::article
