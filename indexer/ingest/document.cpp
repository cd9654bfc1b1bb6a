#include "indexer/ingest/document.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/article/language.h"
#include "indexer/article/packed.h"
#include "indexer/ingest/pieces.h"
#include "indexer/ingest/word_terms.h"
#include "indexer/ingest/xapian_document.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/values.h"

namespace backfile::ingest {
namespace {

using article::Article;
using schema::Field;

std::string_view status_name(article::Status status) {
  switch (status) {
    case article::Status::withheld:
      return "withheld";
    case article::Status::canceled:
      return "canceled";
    case article::Status::usable:
      break;
  }
  return "usable";
}

const std::string* text_of(const Article& article, Field field) {
  switch (field) {
    case Field::title:
      return &article.title;
    case Field::subtitle:
      return &article.subtitle;
    case Field::summary:
      return &article.summary;
    case Field::body:
      return &article.body;
    default:
      return nullptr;
  }
}

// What a filter or a facet goes by. The id has a term of its own, dates have theirs.
std::vector<std::string> values_of(const Article& article, Field field) {
  const auto one = [](const std::string& value) { return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{value}; };
  switch (field) {
    case Field::url:
      return one(article.url);
    case Field::source:
      return one(article.source);
    case Field::section:
      return one(article.section);
    case Field::author:
      return article.authors;
    case Field::tag:
      return article.tags;
    case Field::place:
      return article.places;
    case Field::language:
      return one(article.language);
    case Field::page:
      return one(article.page);
    case Field::edition:
      return one(article.edition);
    default:
      return {};
  }
}

// The prefixes under which a text's words and stems go, in the article's language.
struct Prefixes {
  std::string word, stem, title_word, title_stem;
  explicit Prefixes(const std::string& language)
      : word(schema::word_term({})),
        stem(schema::stem_term(language, {})),
        title_word(schema::title_word_term({})),
        title_stem(schema::title_stem_term(language, {})) {}
};

// Bytes of memory: measured on articles of 1 to 10 MB, in the document itself and in Xapian's maps together.
constexpr std::size_t kBytesPerTerm = 350, kBytesPerPosition = 12, kBytesPerTextByte = 3;
// In a bulk load: postings, packed positions and neighbours of a part while it is gathered, and the deflated text.
constexpr std::size_t kBulkBytesPerTerm = 24, kBulkBytesPerPosition = 5, kBulkBytesPerTextByte = 1;
// The shortest words that are all different give so many.
constexpr std::size_t kMostBytesPerTextByte = 96;

std::size_t memory_of(std::size_t different_terms, std::size_t positions, std::size_t text_bytes) {
  return different_terms * kBytesPerTerm + positions * kBytesPerPosition + text_bytes * kBytesPerTextByte;
}

void add_words(glass::Document& document, const std::vector<analysis::Token>& tokens, std::uint32_t base, bool is_title,
               const Prefixes& prefixes) {
  thread_local WordTerms terms;
  for (const analysis::Token& token : tokens) {
    const std::uint32_t position = base + token.position;
    const WordTerms::Numbers& numbers = terms.of(token, prefixes.word, prefixes.stem, document);
    document.add_word(numbers.word, position);
    for (const std::uint32_t stem : numbers.stems) {
      if (stem != WordTerms::kNone) document.add_term(stem);
    }
    if (!is_title) continue;
    document.add_position(prefixes.title_word, token.term, position);
    for (const std::string_view stem : token.stems) {
      if (!stem.empty()) document.add_term(prefixes.title_stem, stem);
    }
  }
}

/// The same positions as the whole text at once would give. Returns where the next field's begin.
std::uint32_t add_field(glass::Document& document, analysis::Analyzer& analyzer, const Article& article, const schema::FieldInfo& field,
                        std::uint32_t base) {
  const Prefixes prefixes{std::string(article::base_language(article.language))};
  const std::uint32_t begin = base;
  std::uint32_t last = base;
  for (std::string_view rest = *text_of(article, field.field); !rest.empty() && document.different() <= kMaxDifferentTerms;) {
    const Piece piece = next_piece(rest);
    const std::vector<analysis::Token>& tokens = analyzer.tokens(piece.text, article.language);
    if (tokens.empty()) continue;
    add_words(document, tokens, base, field.field == Field::title, prefixes);
    last = base + tokens.back().position;
    base = last + (piece.ends_paragraph ? analysis::kParagraphGap : 1);
  }
  return base == begin ? base : last + 1 + analysis::kParagraphGap;
}

void add_text(const Article& article, std::size_t text_bytes, analysis::Analyzer& analyzer, glass::Document& document,
              Described& described) {
  std::uint32_t base = 1;  // Xapian counts positions from 1
  for (const schema::FieldInfo& field : schema::fields()) {
    const std::string* text = text_of(article, field.field);
    if (text == nullptr || text->empty()) continue;
    base = add_field(document, analyzer, article, field, base);
  }
  const std::size_t different = document.different(), positions = document.positions();
  described.memory = memory_of(different, positions, text_bytes);
  described.bulk_memory = different * kBulkBytesPerTerm + positions * kBulkBytesPerPosition + text_bytes * kBulkBytesPerTextByte;
  if (different <= kMaxDifferentTerms) return;
  described.refusal = "it has more than " + std::to_string(kMaxDifferentTerms) + " different words and stems, which is no article's text";
}

// For suggestions, which look at some hundreds of titles while somebody types: out of a slot a hundred times quicker than out of the stored
// articles.
void add_title_words(const Article& article, analysis::Analyzer& analyzer, glass::Document& document) {
  constexpr std::size_t kMostBytes = 200;
  std::string words;
  std::string_view title = article.title;
  for (const analysis::Token& token : analyzer.tokens(next_piece(title).text, article.language)) {
    if (words.size() + token.term.size() >= kMostBytes) break;
    if (!words.empty()) words += ' ';
    words += token.term;
  }
  if (!words.empty()) document.add_value(schema::kTitleWordsSlot, words);
}

void add_values(const Article& article, glass::Document& document) {
  for (const schema::FieldInfo& field : schema::fields()) {
    const std::vector<std::string> values = values_of(article, field.field);
    if (field.kind == schema::Kind::exact || field.kind == schema::Kind::path) {
      for (const std::string& value : values) {
        for (const std::string& term : schema::filter_terms(field.field, value)) document.add_filter(term);
      }
    }
    if (field.slot != schema::kNoSlot && !values.empty()) document.add_value(field.slot, schema::join_values(values));
  }
}

// The words of names and labels, so that author:doe finds Jane Doe; values apart from each other, so that no phrase crosses them.
void add_field_words(const Article& article, analysis::Analyzer& analyzer, glass::Document& document) {
  for (const schema::FieldInfo& field : schema::fields()) {
    if (field.kind == schema::Kind::text || field.word_prefix.empty()) continue;
    std::uint32_t base = 1;
    for (const std::string& value : values_of(article, field.field)) {
      const auto& tokens = analyzer.tokens(value, {});
      for (const analysis::Token& token : tokens)
        document.add_position({}, schema::field_word_term(field.field, token.term), base + token.position, 0);
      if (!tokens.empty()) base += tokens.back().position + analysis::kParagraphGap;
    }
  }
}

void add_date_terms(const article::Date& date, glass::Document& document) {
  using article::Precision;
  if (date.precision < Precision::day) document.add_filter(schema::precision_term(article::name(date.precision)));
  if (date.precision >= Precision::year) document.add_filter(schema::year_term(date.year));
  if (date.precision >= Precision::month) document.add_filter(schema::month_term(date.year, date.month));
  if (date.precision < Precision::day) return;
  document.add_filter(schema::day_term(date.year, date.month, date.day));
  document.add_filter(schema::anniversary_term(date.month, date.day));
}

// An undated article sorts last in both orders: six zero bytes are the lowest value of either.
void add_dates(const Article& article, glass::Document& document) {
  add_date_terms(article.published, document);
  std::string newest = schema::time_value(0), oldest = schema::time_value(0);
  if (article.published) {
    newest = schema::time_value(article::instant(article.published));
    oldest = newest;
    for (char& byte : oldest) byte = static_cast<char>(~static_cast<unsigned char>(byte));
    document.add_value(schema::kFirstSlot, schema::time_value(article::first_second(article.published)));
    document.add_value(schema::kLastSlot, schema::time_value(article::last_second(article.published)));
  }
  document.add_value(schema::kNewestSlot, newest + article.id);
  document.add_value(schema::kOldestSlot, oldest + article.id);
}

// An embargo that is over says nothing any more: the article comes as any other.
void add_state(const Article& article, glass::Document& document) {
  const bool usable = article.status == article::Status::usable;
  document.add_filter(usable ? schema::all_term() : schema::held_term(status_name(article.status)));
  if (!usable || !is_held(article)) return;
  const std::int64_t until = article::instant(article.embargoed);
  document.add_filter(schema::embargo_term());
  document.add_filter(schema::embargo_end_term(until));
  document.add_value(schema::kEmbargoSlot, schema::time_value(until));
}

}  // namespace

std::size_t most_memory(std::size_t text_bytes) {
  const std::size_t most = memory_of(kMaxDifferentTerms, text_bytes / 2, text_bytes);
  return std::min(most, text_bytes * kMostBytesPerTextByte);
}

std::string why_refused(const Article& article) {
  if (article.title.empty() && article.body.empty()) return "it has neither a title nor a body";
  const std::size_t bytes = article.title.size() + article.subtitle.size() + article.summary.size() + article.body.size();
  if (bytes <= article::kMaxTextBytes) return {};
  return "its text has " + std::to_string(bytes) + " bytes; at most " + std::to_string(article::kMaxTextBytes) + " are taken";
}

bool is_held(const Article& article) {
  return article.status != article::Status::usable || (article.embargoed && article::instant(article.embargoed) > article::now_instant());
}

Described describe(const Source& source, analysis::Analyzer& analyzer, glass::Document& document) {
  const Article& article = source.article;
  Described described;
  document.clear();
  std::string data = article::pack(source.stored);
  const bool is_packed = article::is_packed(data);
  document.set_data(std::move(data), is_packed);
  // What only a new version can make visible needs nothing that searches go by.
  const bool searchable = article.status == article::Status::usable;
  if (searchable) add_text(article, source.stored.size(), analyzer, document, described);
  if (!described.refusal.empty()) return described;
  document.add_filter(schema::id_term(article.id));
  if (searchable) add_title_words(article, analyzer, document);
  if (searchable) add_values(article, document);
  if (searchable) add_field_words(article, analyzer, document);
  add_dates(article, document);
  add_state(article, document);
  document.add_value(schema::kDigestSlot, source.digest);
  // Feeds and mirrors meet an embargoed article when it becomes visible.
  const bool waits = is_held(article) && searchable;
  const std::int64_t visible_at = waits ? std::max(source.indexed_at, article::instant(article.embargoed)) : source.indexed_at;
  document.add_value(schema::kIndexedSlot, schema::time_value(visible_at));
  return described;
}

Prepared build_document(const Article& article, const std::string& stored, const std::string& digest, std::int64_t indexed_at,
                        analysis::Analyzer& analyzer) {
  // Kept from document to document.
  thread_local glass::Document document;
  Described described = describe({article, stored, digest, indexed_at}, analyzer, document);
  Prepared prepared{article.id, {}, stored.size(), described.memory, std::move(described.refusal)};
  if (prepared.refusal.empty()) prepared.document = xapian_document(document);
  document.forget_terms();
  return prepared;
}

}  // namespace backfile::ingest
