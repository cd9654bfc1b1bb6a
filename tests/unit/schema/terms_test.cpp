// The term makers and slot values: what they look like, and that no two fields' terms can be the same.
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>

#include "indexer/schema/fields.h"

using namespace backfile::schema;
using Terms = std::vector<std::string>;

TEST_CASE("words and stems have the prefixes of Xapian's conventions") {
  CHECK(word_term("coal") == "coal");
  CHECK(stem_term("en", "coal") == "Zen:coal");
  CHECK(stem_term("en-GB", "coal") == "Zen:coal");
  CHECK(title_word_term("coal") == "Scoal");
  CHECK(title_stem_term("en", "coal") == "ZSen:coal");
  CHECK(id_term("Ab-1") == "QAb-1");
}

TEST_CASE("exact values are folded under their prefix") {
  struct Row {
    Field field;
    const char *value, *term;
  };
  const Row rows[] = {
      {Field::source, "The  Skarne\tGazette ", "XSOthe skarne gazette"},
      {Field::author, "Jos\u00e9  \u00d8stby", "Ajose ostby"},
      {Field::tag, "Coal: prices", "Kcoal: prices"},
      {Field::source, ":colon", "XSO::colon"},
      {Field::section, "News / World/", "XSEnews/world"},
      {Field::section, "//", "XSE"},
      {Field::language, "EN_us", "Len-us"},
      {Field::language, "fra", "Lfr"},
      {Field::page, "A1", "XPGa1"},
      {Field::tag, "\u30ac\u30b9", "K\u30ac\u30b9"},
  };
  for (const Row& row : rows) CHECK(exact_term(row.field, row.value) == row.term);
}

TEST_CASE("a URL keeps the case of its path") {
  const std::string term = exact_term(Field::url, "HTTPS://Gazette.example/A/b?c=D#part");
  CHECK(term[0] == 'U');
  CHECK(term.find("/A/b?c=D") != std::string::npos);
  CHECK(term == exact_term(Field::url, "http://gazette.example/A/b?c=D"));
}

TEST_CASE("a path is found under its parents, a regional language under its base") {
  CHECK(filter_terms(Field::section, "Japan/Politics/Diet") == Terms{"XSEjapan/politics/diet", "XSEjapan", "XSEjapan/politics"});
  CHECK(filter_terms(Field::section, "news") == Terms{"XSEnews"});
  CHECK(filter_terms(Field::language, "en-US") == Terms{"Len-us", "Len"});
  CHECK(filter_terms(Field::language, "ja") == Terms{"Lja"});
  CHECK(filter_terms(Field::author, "A/B") == Terms{"Aa/b"});
}

TEST_CASE("long and hostile values stay within Xapian's limits and apart") {
  const std::string long_value(5000, 'x');
  const std::string one = exact_term(Field::tag, long_value + "1"), two = exact_term(Field::tag, long_value + "2");
  CHECK(one.size() <= 200);
  CHECK(one != two);
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "\u00e9a/";
  const Terms levels = filter_terms(Field::section, deep);
  CHECK(levels.size() == 16);
  for (const std::string& term : levels) CHECK(term.size() <= 200);
  for (const std::string& term :
       {id_term(std::string("a\0b", 3)), word_term(std::string("a\0b", 3)), exact_term(Field::tag, std::string("a\0b", 3))})
    CHECK(term.find('\0') == std::string::npos);
  CHECK(title_stem_term("en", std::string(1000, 'y')).size() <= 245);
}

TEST_CASE("no prefix followed by a value can be another prefix followed by a value") {
  std::set<std::string> prefixes{"D", "M", "Y", "Z", "ZS", "XN", "XP", "XH", "XVISIBLE", "XEMBARGO"};
  for (const FieldInfo& field : fields())
    if (!field.prefix.empty()) CHECK(prefixes.insert(std::string(field.prefix)).second);
  for (const std::string& shorter : prefixes)
    for (const std::string& longer : prefixes) {
      if (shorter == longer || !longer.starts_with(shorter)) continue;
      CAPTURE(shorter);
      CAPTURE(longer);
      const char next = longer[shorter.size()];  // values begin with no capital, or are set off by a colon
      CHECK(next >= 'A');
      CHECK(next <= 'Z');
    }
}

TEST_CASE("slots are distinct, and facets have one") {
  std::set<Slot> slots;
  for (const FieldInfo& field : fields()) {
    CHECK(field.facet == (field.slot != kNoSlot));
    if (field.slot == kNoSlot) continue;
    CHECK(field.slot >= kFirstFieldSlot);
    CHECK(slots.insert(field.slot).second);
  }
  CHECK(info(Field::author).name == "author");
}

TEST_CASE("dates have a term for every level") {
  CHECK(day_term(1912, 4, 16) == "D19120416");
  CHECK(month_term(1912, 4) == "M191204");
  CHECK(year_term(987) == "Y0987");
  CHECK(anniversary_term(4, 16) == "XN0416");
  CHECK(precision_term("month") == "XPmonth");
  CHECK(held_term("withheld") == "XHwithheld");
}

TEST_CASE("time values sort as time does") {
  std::string before;
  for (const std::int64_t seconds :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{255}, std::int64_t{256}, std::int64_t{60305299200}, (std::int64_t{1} << 48) - 1}) {
    const std::string value = time_value(seconds);
    CHECK(value.size() == 6);
    CHECK(read_time_value(value) == seconds);
    CHECK(before < value);
    before = value;
  }
  CHECK(time_value(-5) == time_value(0));
  CHECK(time_value(std::int64_t{1} << 50) == time_value((std::int64_t{1} << 48) - 1));
}

TEST_CASE("terms that end in a number are in the order of the numbers") {
  CHECK(revision_term(9) < revision_term(10));
  CHECK(embargo_end_term(0xFFFF) < embargo_end_term(0x10000));
  CHECK(number_in_term(revision_term(1605)) == 1605);
  CHECK(number_in_term(embargo_end_term(63'000'000'000)) == 63'000'000'000);
  CHECK(number_in_term("XRnonsense") == 0);
  CHECK(embargo_end_term(-1) == embargo_end_term(0));
}

TEST_CASE("facet values fold like exact terms") {
  CHECK(fold_value("  The\u00a0 Tim\u00c9s\n") == "the times");
  CHECK(fold_value("\u30ac\u30b9") == "\u30ac\u30b9");
  CHECK(fold_value("") == "");
}
