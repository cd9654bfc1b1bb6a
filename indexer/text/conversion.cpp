// Conversion of bytes in a known encoding to UTF-8, by ICU.
#include "indexer/text/conversion.h"

#include <algorithm>
#include <array>
#include <memory>

#include "indexer/text/icu_converter.h"
#include "indexer/text/utf8.h"

namespace backfile::text {

namespace {

/// Counts, and leaves it to ICU to write U+FFFD.
void count_error(const void* context, UConverterToUnicodeArgs* arguments, const char* units, int32_t length,
                 UConverterCallbackReason reason, UErrorCode* status) {
  if (reason == UCNV_UNASSIGNED || reason == UCNV_ILLEGAL || reason == UCNV_IRREGULAR)
    ++*static_cast<std::size_t*>(const_cast<void*>(context));
  UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, arguments, units, length, reason, status);
}

}  // namespace

std::optional<Converted> convert(std::string_view bytes, const Charset& charset) {
  const Converter from = open_converter(charset.converter), to = open_converter("UTF-8");
  if (!from || !to) return std::nullopt;
  Converted result;
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(from.get(), count_error, &result.errors, nullptr, nullptr, &status);
  std::array<char16_t, 2048> pivot{};
  char16_t *pivot_source = pivot.data(), *pivot_target = pivot.data();
  std::array<char, 8192> buffer{};
  const char* source = bytes.data();
  result.text.reserve(bytes.size() + bytes.size() / 2);
  bool first = true;
  do {
    status = U_ZERO_ERROR;
    char* target = buffer.data();
    ucnv_convertEx(to.get(), from.get(), &target, buffer.data() + buffer.size(), &source, bytes.data() + bytes.size(), pivot.data(),
                   &pivot_source, &pivot_target, pivot.data() + pivot.size(), first, true, &status);
    first = false;
    result.text.append(buffer.data(), static_cast<std::size_t>(target - buffer.data()));
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(status)) return std::nullopt;
  return result;
}

Converted repair_utf8(std::string_view bytes) {
  Converted result;
  result.text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = at;
    for (std::size_t length = 1; length != 0 && end < bytes.size(); end += length) {
      end = skip_ascii(bytes, end);
      length = end < bytes.size() ? character_length(bytes, end) : 0;
    }
    result.text += bytes.substr(at, end - at);
    at = end;
    if (at == bytes.size()) break;
    result.text += kReplacement;
    ++result.errors;
    at += broken_length(bytes, at);
  }
  return result;
}

}  // namespace backfile::text
