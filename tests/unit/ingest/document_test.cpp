#include "indexer/ingest/document.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "indexer/article/stored.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/values.h"

using namespace backfile;
using schema::Field;

namespace {

article::Article flood() {
  article::Article article;
  article.id = "flood-1912";
  article.title = "Flood";
  article.body = "The flood came.\n\nFloods came again.";
  article.language = "en-GB";
  article.source = "The Harbour Gazette";
  article.section = "news/local";
  article.authors = {"Ann Reed", "Tom Vane"};
  article.published = *article::parse_iso("1912-04-16");
  return article;
}

Xapian::Document built(const article::Article& article) {
  analysis::Analyzer analyzer;
  const std::string stored = article::encode(article);
  return ingest::build_document(article, stored, article::digest(stored), 1234567, analyzer).document;
}

struct Posting {
  unsigned wdf = 0;
  std::vector<Xapian::termpos> positions;
};

std::map<std::string, Posting> terms_of(const Xapian::Document& document) {
  std::map<std::string, Posting> terms;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    Posting& posting = terms[*term];
    posting.wdf = term.get_wdf();
    for (auto position = term.positionlist_begin(); position != term.positionlist_end(); ++position) posting.positions.push_back(*position);
  }
  return terms;
}

}  // namespace

TEST_CASE("words have positions and stems have counts, and title words are there twice over") {
  const auto terms = terms_of(built(flood()));
  const Posting& word = terms.at(schema::word_term("flood"));
  CHECK(word.wdf == 2);
  CHECK(word.positions.size() == 2);
  CHECK(terms.at(schema::title_word_term("flood")).positions.size() == 1);
  CHECK(terms.at(schema::title_word_term("flood")).positions[0] == word.positions[0]);
  const Posting& stem = terms.at(schema::stem_term("en", "flood"));
  CHECK(stem.wdf == 3);
  CHECK(stem.positions.empty());
  CHECK(terms.at(schema::title_stem_term("en", "flood")).wdf == 1);
  CHECK(terms.count(schema::title_word_term("came")) == 0);
}

TEST_CASE("no phrase reaches from the title into the body, nor over a paragraph's end") {
  const auto terms = terms_of(built(flood()));
  const auto& flood_at = terms.at("flood").positions;
  CHECK(terms.at("the").positions[0] > flood_at[0] + analysis::kParagraphGap);
  CHECK(terms.at("floods").positions[0] >= terms.at("came").positions[0] + analysis::kParagraphGap);
  CHECK(terms.at("again").positions[0] == terms.at("came").positions[1] + 1);
}

TEST_CASE("filters, dates and state are terms that do not count in the length") {
  const auto terms = terms_of(built(flood()));
  for (const std::string& term :
       {schema::id_term("flood-1912"), schema::exact_term(Field::source, "The Harbour Gazette"),
        schema::exact_term(Field::section, "news/local"), schema::exact_term(Field::section, "news"),
        schema::exact_term(Field::author, "Ann Reed"), schema::exact_term(Field::author, "Tom Vane"),
        schema::exact_term(Field::language, "en-GB"), schema::exact_term(Field::language, "en"), schema::day_term(1912, 4, 16),
        schema::month_term(1912, 4), schema::year_term(1912), schema::anniversary_term(4, 16), schema::all_term()}) {
    REQUIRE_MESSAGE(terms.count(term) == 1, term);
    CHECK(terms.at(term).wdf == 0);
  }
  CHECK(terms.count(schema::precision_term("day")) == 0);
  CHECK(terms.count(schema::embargo_term()) == 0);
}

TEST_CASE("a date has terms as far as it is precise") {
  const struct {
    const char* date;
    std::vector<std::string> has, lacks;
  } cases[] = {
      {"1912", {schema::year_term(1912), schema::precision_term("year")}, {schema::month_term(1912, 1), schema::anniversary_term(1, 1)}},
      {"1912-04", {schema::year_term(1912), schema::month_term(1912, 4), schema::precision_term("month")}, {schema::day_term(1912, 4, 1)}},
      {"1912-04-16T10:00:00Z", {schema::day_term(1912, 4, 16)}, {schema::precision_term("second")}},
  };
  for (const auto& one : cases) {
    article::Article article = flood();
    article.published = *article::parse_iso(one.date);
    const auto terms = terms_of(built(article));
    for (const auto& term : one.has) CHECK_MESSAGE(terms.count(term) == 1, one.date << " " << term);
    for (const auto& term : one.lacks) CHECK_MESSAGE(terms.count(term) == 0, one.date << " " << term);
  }
}

TEST_CASE("slots order articles by instant, undated ones last both ways") {
  article::Article early = flood(), late = flood(), undated = flood();
  early.published = *article::parse_iso("1843-01-02");
  late.published = *article::parse_iso("2024-03-31T10:00:00+09:00");
  undated.published = {};
  const auto slot = [](const article::Article& article, schema::Slot number) { return built(article).get_value(number); };
  CHECK(slot(late, schema::kNewestSlot) > slot(early, schema::kNewestSlot));
  CHECK(slot(early, schema::kNewestSlot) > slot(undated, schema::kNewestSlot));
  CHECK(slot(early, schema::kOldestSlot) > slot(late, schema::kOldestSlot));
  CHECK(slot(late, schema::kOldestSlot) > slot(undated, schema::kOldestSlot));
  CHECK(slot(undated, schema::kFirstSlot).empty());
  CHECK(schema::read_time_value(slot(late, schema::kFirstSlot)) == article::first_second(late.published));
  CHECK(schema::read_time_value(slot(late, schema::kIndexedSlot)) == 1234567);
}

TEST_CASE("facet slots hold every value as written") {
  const Xapian::Document document = built(flood());
  const std::string authors = document.get_value(schema::info(Field::author).slot);
  CHECK(schema::split_values(authors) == std::vector<std::string_view>{"Ann Reed", "Tom Vane"});
  CHECK(document.get_value(schema::info(Field::section).slot) == "news/local");
}

TEST_CASE("a withheld or canceled article is kept out of searches by its terms, an embargoed one by its slot") {
  article::Article article = flood();
  article.status = article::Status::canceled;
  CHECK(terms_of(built(article)).count(schema::all_term()) == 0);
  CHECK(terms_of(built(article)).count(schema::held_term("canceled")) == 1);
  CHECK(terms_of(built(article)).count(schema::word_term("flood")) == 0);
  CHECK(ingest::is_held(article));
  article.status = article::Status::usable;
  article.embargoed = *article::parse_iso("2001-01-01T00:00:00Z");
  CHECK(terms_of(built(article)).count(schema::embargo_term()) == 0);
  CHECK_FALSE(ingest::is_held(article));
  article.embargoed = *article::parse_iso("9990-01-01T00:00:00Z");
  const Xapian::Document document = built(article);
  CHECK(ingest::is_held(article));
  CHECK(terms_of(document).count(schema::embargo_term()) == 1);
  CHECK(terms_of(document).count(schema::embargo_end_term(article::instant(article.embargoed))) == 1);
  CHECK(schema::read_time_value(document.get_value(schema::kIndexedSlot)) == article::instant(article.embargoed));
  CHECK(schema::read_time_value(document.get_value(schema::kEmbargoSlot)) == article::instant(article.embargoed));
}

TEST_CASE("an article without title and body, or with more text than is taken, is refused with a reason") {
  article::Article article;
  article.summary = "only a summary";
  CHECK_FALSE(ingest::why_refused(article).empty());
  article.title = "t";
  CHECK(ingest::why_refused(article).empty());
  article.body.assign(article::kMaxTextBytes + 1, 'x');
  CHECK(ingest::why_refused(article).find("10485760") != std::string::npos);
}
