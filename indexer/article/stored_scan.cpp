// A word costs: how far on it begins, its length, and its box against the box before. All varints, the flags in the first one.
#include "indexer/article/stored_scan.h"

#include <limits>

#include "indexer/article/varint.h"
#include "indexer/text/charset.h"

namespace backfile::article {

namespace {

// Flags in the low bits of a word's first number; the others are the distance from where the word before began.
constexpr std::uint64_t kOtherPage = 1;  // the page's number follows
constexpr std::uint64_t kIntoBody = 2;   // the first word of the body; distances count from its beginning
constexpr unsigned kFlagBits = 2;

bool narrow(std::int64_t value, std::int32_t& out) {
  if (value < std::numeric_limits<std::int32_t>::min() || value > std::numeric_limits<std::int32_t>::max()) return false;
  out = static_cast<std::int32_t>(value);
  return true;
}

bool narrow(std::uint64_t value, std::uint32_t& out) {
  if (value > std::numeric_limits<std::uint32_t>::max()) return false;
  out = static_cast<std::uint32_t>(value);
  return true;
}

/// The differences that follow one another, each to a value before it.
bool decode_box(StoredInput& input, const WordBox& before, WordBox& word) {
  // Sums of damaged numbers are taken without a sign, where running over is defined.
  const auto sum = [&](std::int32_t base) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(input.signed_varint()) + static_cast<std::uint64_t>(std::int64_t{base}));
  };
  return narrow(sum(before.x), word.x) && narrow(sum(before.y), word.y) && narrow(sum(0), word.width) &&
         narrow(sum(before.height), word.height) && input.ok;
}

}  // namespace

std::string encode_page_image(const PageImage& page) {
  std::string out;
  put_varint(out, static_cast<std::uint64_t>(page.unit));
  put_signed(out, page.width);
  put_signed(out, page.height);
  put_sized(out, page.label);
  out += page.address;
  return out;
}

bool decode_page_image(std::string_view bytes, std::vector<PageImage>& pages) {
  StoredInput input{bytes};
  const std::uint64_t unit = input.varint();
  const std::int64_t width = input.signed_varint(), height = input.signed_varint();
  PageImage page;
  page.label = input.sized();
  page.address = input.rest;
  if (!input.ok || unit > static_cast<std::uint64_t>(ScanUnit::inch1200) || !narrow(width, page.width) || !narrow(height, page.height) ||
      !text::is_utf8(page.label) || !text::is_utf8(page.address)) {
    return false;
  }
  page.unit = static_cast<ScanUnit>(unit);
  pages.push_back(std::move(page));
  return true;
}

std::string encode_word_boxes(const std::vector<WordBox>& words) {
  std::string out;
  out.reserve(words.size() * 8);
  put_varint(out, words.size());
  WordBox before;
  before.in_title = true;
  for (const WordBox& word : words) {
    const bool into_body = before.in_title && !word.in_title;
    if (into_body) before.begin = 0;
    const std::uint64_t flags = (word.page != before.page ? kOtherPage : 0) | (into_body ? kIntoBody : 0);
    put_varint(out, static_cast<std::uint64_t>(word.begin - before.begin) << kFlagBits | flags);
    if (flags & kOtherPage) put_varint(out, word.page);
    put_varint(out, word.length);
    put_signed(out, std::int64_t{word.x} - before.x);
    put_signed(out, std::int64_t{word.y} - before.y);
    put_signed(out, word.width);
    put_signed(out, std::int64_t{word.height} - before.height);
    before = word;
  }
  return out;
}

bool decode_word_boxes(std::string_view bytes, std::vector<WordBox>& words) {
  StoredInput input{bytes};
  const std::uint64_t count = input.varint();
  constexpr std::size_t kLeastBytes = 6;  // of one word
  if (!words.empty() || !input.ok || count == 0 || count > input.rest.size() / kLeastBytes) return false;
  words.reserve(count);
  WordBox before;
  before.in_title = true;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t first = input.varint();
    WordBox word = before;
    if (first & kIntoBody) {
      if (!before.in_title) return false;
      word.in_title = false;
      word.begin = 0;
    }
    const std::uint64_t page = first & kOtherPage ? input.varint() : before.page;
    const std::uint64_t begin = word.begin + (first >> kFlagBits), length = input.varint();
    if (!narrow(page, word.page) || !narrow(begin, word.begin) || !narrow(length, word.length)) return false;
    if (!decode_box(input, before, word)) return false;
    words.push_back(word);
    before = word;
  }
  return input.ok && input.rest.empty();
}

}  // namespace backfile::article
