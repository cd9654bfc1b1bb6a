// The stored form: `tag length bytes` again and again, tag and length as varints (seven bits a byte, lowest first). The body is
// written last and always, even when empty, so that a form cut short at the border of two fields is recognised as well.
// Ids of records that have no other identity are made from these bytes (id.h): what is written today must stay as it is.
#include "indexer/article/stored.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "indexer/article/date_parts.h"
#include "indexer/article/packed.h"
#include "indexer/article/sha256.h"
#include "indexer/article/stored_scan.h"
#include "indexer/article/varint.h"
#include "indexer/text/charset.h"

namespace backfile::article {

namespace {

// Never renumber; a new field takes the next number. Lists repeat their tag.
enum Tag : std::uint64_t {
  kBody = 1,
  kId,
  kUrl,
  kSource,
  kSection,
  kAuthor,
  kTag,
  kLanguage,
  kPage,
  kEdition,
  kTitle,
  kSubtitle,
  kSummary,
  kPublished,
  kModified,
  kEmbargoed,
  kStatus,
  kCorrection,
  kPlace,
  kConfidence,
  kPageImage,
  kWordBoxes,
};

struct TextField {
  Tag tag;
  std::string Article::*member;
};
constexpr std::array<TextField, 10> kTexts = {{{kId, &Article::id},
                                               {kUrl, &Article::url},
                                               {kSource, &Article::source},
                                               {kSection, &Article::section},
                                               {kLanguage, &Article::language},
                                               {kPage, &Article::page},
                                               {kEdition, &Article::edition},
                                               {kTitle, &Article::title},
                                               {kSubtitle, &Article::subtitle},
                                               {kSummary, &Article::summary}}};

struct DateField {
  Tag tag;
  Date Article::*member;
};
constexpr std::array<DateField, 3> kDates = {
    {{kPublished, &Article::published}, {kModified, &Article::modified}, {kEmbargoed, &Article::embargoed}}};

void put(std::string& out, Tag tag, std::string_view bytes) {
  put_varint(out, tag);
  put_sized(out, bytes);
}

/// Precision, year, and the finer fields that it has; then the offset (minutes + 1440) where there is one.
std::string encode_date(const Date& date) {
  std::string out;
  put_varint(out, static_cast<std::uint64_t>(date.precision));
  put_varint(out, static_cast<std::uint64_t>(date.year));
  for (const int part : {date.month, date.day, date.hour, date.minute, date.second}) out += static_cast<char>(part);
  if (date.offset_minutes) put_varint(out, static_cast<std::uint64_t>(*date.offset_minutes + 1440));
  return out;
}

bool decode_date(std::string_view bytes, Date& date) {
  StoredInput input{bytes};
  const std::uint64_t precision = input.varint(), year = input.varint();
  const std::string_view parts = input.bytes(5);
  if (!input.ok || precision > static_cast<std::uint64_t>(Precision::second) || year > 9999) return false;
  const auto part = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(parts[i])); };
  date = {static_cast<int>(year), part(0), part(1), part(2), part(3), part(4), {}, static_cast<Precision>(precision)};
  if (!input.rest.empty()) {
    const std::uint64_t offset = input.varint();
    if (!input.ok || offset > 2880) return false;
    date.offset_minutes = static_cast<int>(offset) - 1440;
  }
  return input.rest.empty() && possible(date);
}

bool decode_status(std::string_view bytes, Status& status) {
  if (bytes == "w")
    status = Status::withheld;
  else if (bytes == "c")
    status = Status::canceled;
  else
    return false;
  return true;
}

bool decode_correction(std::string_view bytes, std::vector<Correction>& corrections) {
  StoredInput input{bytes};
  const std::string_view date = input.sized();
  Correction correction{{}, std::string(input.rest)};
  if (!input.ok || !text::is_utf8(correction.text) || (!date.empty() && !decode_date(date, correction.date))) return false;
  corrections.push_back(std::move(correction));
  return true;
}

bool decode_confidence(std::string_view bytes, std::optional<int>& confidence) {
  StoredInput input{bytes};
  const std::uint64_t thousandths = input.varint();
  confidence = static_cast<int>(std::min<std::uint64_t>(thousandths, 1001));  // `fits` says no to that
  return input.ok && input.rest.empty();
}

/// False where the value makes no sense. Tags of later versions are skipped.
bool decode_field(std::uint64_t tag, std::string_view value, Article& article) {
  for (const DateField& field : kDates)
    if (field.tag == tag) return decode_date(value, article.*field.member);
  if (tag == kStatus) return decode_status(value, article.status);
  if (tag == kCorrection) return decode_correction(value, article.corrections);
  if (tag == kConfidence) return decode_confidence(value, article.scan.confidence);
  if (tag == kPageImage) return decode_page_image(value, article.scan.pages);
  if (tag == kWordBoxes) return decode_word_boxes(value, article.scan.words);
  if (tag > kPlace) return true;
  if (tag < kBody || !text::is_utf8(value)) return false;
  if (tag == kBody) article.body = value;
  if (tag == kAuthor) article.authors.emplace_back(value);
  if (tag == kTag) article.tags.emplace_back(value);
  if (tag == kPlace) article.places.emplace_back(value);
  for (const TextField& field : kTexts)
    if (field.tag == tag) article.*field.member = value;
  return true;
}

/// Boxes that do not fit the text are left out, as a date that cannot be is.
void put_scan(std::string& out, const Article& article) {
  const Scan& scan = article.scan;
  if (scan.empty() || !fits(scan, article.title, article.body)) return;
  if (scan.confidence) {
    std::string value;
    put_varint(value, static_cast<std::uint64_t>(*scan.confidence));
    put(out, kConfidence, value);
  }
  for (const PageImage& page : scan.pages) put(out, kPageImage, encode_page_image(page));
  if (!scan.words.empty()) put(out, kWordBoxes, encode_word_boxes(scan.words));
}

}  // namespace

std::string encode(const Article& article) {
  std::string out;
  out.reserve(article.body.size() + 512);  // the fields beside the body of nearly every article fit in 512 bytes
  for (const TextField& field : kTexts)
    if (const std::string& value = article.*field.member; !value.empty()) put(out, field.tag, value);
  for (const std::string& author : article.authors) put(out, kAuthor, author);
  for (const std::string& tag : article.tags) put(out, kTag, tag);
  for (const std::string& place : article.places) put(out, kPlace, place);
  for (const DateField& field : kDates)
    if (const Date& date = article.*field.member; possible(date)) put(out, field.tag, encode_date(date));
  if (article.status != Status::usable) put(out, kStatus, article.status == Status::withheld ? "w" : "c");
  for (const Correction& correction : article.corrections) {
    std::string value;
    const std::string date = possible(correction.date) ? encode_date(correction.date) : std::string();
    put_varint(value, date.size());
    put(out, kCorrection, value + date + correction.text);
  }
  put_scan(out, article);
  put(out, kBody, article.body);
  return out;
}

Result<Article> decode(std::string_view data, Boxes boxes) {
  std::string room;
  const std::string_view stored = unpacked(data, room);
  Article article;
  StoredInput input{stored};
  std::uint64_t tag = 0;
  while (!input.rest.empty()) {
    if (tag == kBody) return fail(Code::damaged, "the stored article has bytes after its end");
    tag = input.varint();
    const std::string_view value = input.sized();
    if (input.ok && boxes == Boxes::without && (tag == kPageImage || tag == kWordBoxes)) continue;
    if (!input.ok || !decode_field(tag, value, article)) return fail(Code::damaged, "the stored article is cut short or makes no sense");
  }
  if (tag != kBody) return fail(Code::damaged, "the stored article is cut short");
  if (!fits(article.scan, article.title, article.body)) return fail(Code::damaged, "the stored article's boxes lie outside its text");
  return article;
}

std::string digest(std::string_view stored) { return sha256(stored).substr(0, 16); }

}  // namespace backfile::article
