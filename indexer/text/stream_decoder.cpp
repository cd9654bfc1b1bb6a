// UTF-8 by hand, everything else by ICU with a pivot that is kept between pieces.
#include "indexer/text/stream_decoder.h"

#include <algorithm>
#include <array>

#include "indexer/text/charset.h"
#include "indexer/text/charset_names.h"
#include "indexer/text/conversion.h"
#include "indexer/text/icu_converter.h"
#include "indexer/text/utf8.h"

namespace backfile::text {
namespace {

/// Bytes at the end that begin a character and do not end it: at most three.
std::size_t unfinished(std::string_view bytes) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if (byte < 0x80) return 0;
    if (byte < 0xC0) continue;  // a trail byte: look further back
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}

/// A document that says UTF-8 is believed as long as half of its characters beyond ASCII are.
bool is_half_utf8(std::string_view bytes) {
  std::size_t sound = 0, broken = 0;
  for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size(); at = skip_ascii(bytes, at)) {
    const std::size_t length = character_length(bytes, at);
    ++(length != 0 ? sound : broken);
    at += std::max<std::size_t>(length, 1);
  }
  return sound >= broken;
}

void append_1252(char byte, std::string& out) {
  static const Charset& windows = *find_charset("windows-1252");
  const auto converted = convert(std::string_view(&byte, 1), windows);
  out += converted && converted->errors == 0 ? converted->text : std::string(kReplacement);
}

}  // namespace

struct StreamDecoder::Converters {
  Converter from, to;
  std::array<char16_t, 2048> pivot{};
  char16_t *source = pivot.data(), *target = pivot.data();
};

StreamDecoder::StreamDecoder(std::string_view head, std::string_view declared) {
  head.remove_suffix(unfinished(head));
  charset_ = to_utf8(head, declared).charset;
  if (const Charset* said = find_charset(declared); said && said->name == "UTF-8" && is_half_utf8(head)) charset_ = "UTF-8";
  const Charset* charset = find_charset(charset_);
  if (!charset || charset->name == "UTF-8") return;
  auto converters = std::make_unique<Converters>();
  converters->from = open_converter(charset->converter);
  converters->to = open_converter("UTF-8");
  if (converters->from && converters->to) converters_ = std::move(converters);
}

StreamDecoder::~StreamDecoder() = default;
StreamDecoder::StreamDecoder(StreamDecoder&&) noexcept = default;
StreamDecoder& StreamDecoder::operator=(StreamDecoder&&) noexcept = default;

void StreamDecoder::decode(std::string_view bytes, bool last, std::string& out) {
  const std::size_t before = out.size();
  if (!converters_) {
    decode_utf8(bytes, last, out);
  } else {
    const char* source = bytes.data();
    std::array<char, 8192> buffer{};
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
      status = U_ZERO_ERROR;
      char* target = buffer.data();
      ucnv_convertEx(converters_->to.get(), converters_->from.get(), &target, buffer.data() + buffer.size(), &source,
                     bytes.data() + bytes.size(), converters_->pivot.data(), &converters_->source, &converters_->target,
                     converters_->pivot.data() + converters_->pivot.size(), false, last, &status);
      out.append(buffer.data(), static_cast<std::size_t>(target - buffer.data()));
    }
  }
  if (first_ && out.size() - before >= 3) {
    first_ = false;
    if (std::string_view(out).substr(before).starts_with("\xEF\xBB\xBF")) out.erase(before, 3);
  }
}

void StreamDecoder::decode_utf8(std::string_view bytes, bool last, std::string& out) {
  std::string joined;
  if (!held_.empty()) {
    joined = std::move(held_);
    held_.clear();
    joined += bytes;
    bytes = joined;
  }
  const std::size_t tail = last ? 0 : unfinished(bytes);
  held_ = bytes.substr(bytes.size() - tail);
  bytes.remove_suffix(tail);
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = at;
    for (std::size_t length = 1; length != 0 && end < bytes.size(); end += length) {
      end = skip_ascii(bytes, end);
      length = end < bytes.size() ? character_length(bytes, end) : 0;
    }
    out += bytes.substr(at, end - at);
    at = end;
    if (at == bytes.size()) break;
    append_1252(bytes[at++], out);
    ++errors_;
  }
}

}  // namespace backfile::text
