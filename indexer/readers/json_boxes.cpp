// Every number is checked: the record may come from anybody.
#include "indexer/readers/json_boxes.h"

#include <cmath>
#include <limits>
#include <string>

#include "indexer/readers/json_value.h"
#include "indexer/text/charset.h"

namespace backfile::readers {
namespace {

using nlohmann::json;

constexpr std::size_t kNumbersAWord = 7;

/// Nothing where it is no whole number of the type's range.
template <class Number>
bool whole(const json& value, Number& number) {
  if (!value.is_number_integer()) return false;
  const bool over =
      value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<Number>::max());
  if (over) return false;
  const auto wide = value.get<std::int64_t>();
  if (wide < std::int64_t{std::numeric_limits<Number>::min()} || wide > std::int64_t{std::numeric_limits<Number>::max()}) return false;
  number = static_cast<Number>(wide);
  return true;
}

article::PageImage page_of(const json& value) {
  article::PageImage page;
  page.address = text::one_line(text::clean(text_of(member(value, "image"))));
  page.label = text::one_line(text::clean(text_of(member(value, "label"))));
  whole(member(value, "width"), page.width);
  whole(member(value, "height"), page.height);
  page.unit = article::scan_unit(text_of(member(value, "unit")));
  return page;
}

bool add_words(const json& numbers, bool in_title, std::vector<article::WordBox>& words) {
  if (!numbers.is_array()) return numbers.is_null();
  if (numbers.size() % kNumbersAWord != 0) return false;
  words.reserve(words.size() + numbers.size() / kNumbersAWord);
  for (std::size_t i = 0; i < numbers.size(); i += kNumbersAWord) {
    article::WordBox word;
    word.in_title = in_title;
    if (!whole(numbers[i], word.begin) || !whole(numbers[i + 1], word.length) || !whole(numbers[i + 2], word.page)) return false;
    if (!whole(numbers[i + 3], word.x) || !whole(numbers[i + 4], word.y)) return false;
    if (!whole(numbers[i + 5], word.width) || !whole(numbers[i + 6], word.height)) return false;
    words.push_back(word);
  }
  return true;
}

}  // namespace

bool has_boxes(const json& record) { return member(member(record, "scan"), "pages").is_array(); }

void read_boxes(const json& record, article::Article& article) {
  const json& confidence = member(record, "ocr_confidence");
  if (confidence.is_number() && confidence.get<double>() >= 0 && confidence.get<double>() <= 1)
    article.scan.confidence = static_cast<int>(std::lround(confidence.get<double>() * 1000));
  if (!has_boxes(record)) return;
  const json& scan = member(record, "scan");
  article::Scan read;
  read.confidence = article.scan.confidence;
  for (const json& page : member(scan, "pages")) read.pages.push_back(page_of(page));
  const bool sound = add_words(member(scan, "title"), true, read.words) && add_words(member(scan, "body"), false, read.words);
  if (!sound || !fits(read, article.title, article.body)) read.words.clear();
  article.scan = std::move(read);
}

}  // namespace backfile::readers
