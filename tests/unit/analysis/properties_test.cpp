// What holds for every text: tokens against ICU's own word breaks, and what callers rely on whatever the bytes.
#include <doctest/doctest.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/analysis/fold.h"

using namespace backfile::analysis;

namespace {

std::string random_text(std::mt19937& random, const std::vector<std::string>& alphabet, std::size_t length) {
  std::uniform_int_distribution<std::size_t> pick(0, alphabet.size() - 1);
  std::string text;
  for (std::size_t i = 0; i < length; ++i) text += alphabet[pick(random)];
  return text;
}

// The words of a text by ICU's root rules, folded.
std::vector<std::string> icu_words(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  UBreakIterator* breaks = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
  ubrk_setUText(breaks, &utext, &status);
  REQUIRE(U_SUCCESS(status));
  std::vector<std::string> words;
  std::int32_t begin = ubrk_first(breaks);
  for (std::int32_t end = ubrk_next(breaks); end != UBRK_DONE; begin = end, end = ubrk_next(breaks)) {
    if (ubrk_getRuleStatus(breaks) < UBRK_WORD_NONE_LIMIT) continue;
    words.push_back(
        fold_word(std::string_view(text).substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)), kMaxTermBytes));
  }
  ubrk_close(breaks);
  utext_close(&utext);
  return words;
}

std::vector<std::string> our_words(Analyzer& analyzer, const std::string& text) {
  std::vector<std::string> words;
  for (const Token& token : analyzer.tokens(text, "")) words.emplace_back(token.term);
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + "|";
  return text;
}

}  // namespace

TEST_CASE("without the signs that have rules of their own, words are those of ICU") {
  // Left out: connectors (' . , & _ :), whose rules words.h states, @ (ICU 72 joins over it), ; (joins digits there), capitals of
  // homographs, superscripts, Thai, which ICU glues to a Latin or Hebrew neighbour, and Chinese and kana, which go by pairs (ngrams.h).
  const std::vector<std::string> alphabet{"a",      "b",      "e",      "l",      "n",      "A",       "D",      "1",      "2",
                                          "9",      " ",      " ",      " ",      "-",      "/",       "(",      ")",      "!",
                                          "?",      "\n",     "%",      "$",      "*",      "\u2010",  "\u2013", "\u2014", "\u201C",
                                          "\u201D", "\u2026", "\u00A0", "\u00E9", "\u00DF", "e\u0301", "\u0142", "\u0436", "\u0439",
                                          "\u03B1", "\u05D0", "\u0627", "\u0928", "\uD55C"};
  std::mt19937 random(1912);
  Analyzer analyzer;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random, alphabet, 40);
    CAPTURE(text);
    REQUIRE(joined(our_words(analyzer, text)) == joined(icu_words(text)));
  }
}

TEST_CASE("whatever the bytes, tokens are in order, within the text, never empty and never too long") {
  const std::vector<std::string> alphabet{
      "a",      "U",          "S",          "s",      "l",      "1",      "000",    ".",      ",",      "'",        "\u2019",
      "&",      "+",          "#",          "-",      "\"",     " ",      "\n",     "\n\n",   "\u00AD", "\u200B",   "\u0301",
      "\u0640", "\u05E6",     "\u05F4",     "\u00B7", "\u00BA", "\u6771", "\u30FC", "\u0E01", "\xFF",   "\xE2\x80", std::string(1, '\0'),
      "\uFDFA", "\U0001F525", "\U0001D400", "\u2029", "\u00B2"};
  std::mt19937 random(1843);
  Analyzer analyzer, fresh;
  for (int round = 0; round < 4000; ++round) {
    const std::string text = random_text(random, alphabet, 60);
    CAPTURE(text);
    std::uint32_t position = 0, begin = 0;
    const char* language = round % 3 == 0 ? "en" : round % 3 == 1 ? "tr" : "";
    const std::vector<Token> tokens = analyzer.tokens(text, language);
    for (const Token& token : tokens) {
      REQUIRE(!token.term.empty());
      REQUIRE(token.term.size() <= kMaxTermBytes);
      REQUIRE(token.term.find('\0') == std::string_view::npos);
      REQUIRE(token.position >= position);
      REQUIRE(token.byte_begin >= begin);
      REQUIRE(token.byte_begin < token.byte_end);
      REQUIRE(token.byte_end <= text.size());
      REQUIRE((token.stems[1].empty() || !token.stems[0].empty()));
      position = token.position;
      begin = token.byte_begin;
    }
    REQUIRE(our_words(analyzer, text) == our_words(fresh, text));
  }
}

TEST_CASE("but for Turkish names the language changes stems alone, so that a query needs none") {
  const std::vector<std::string> alphabet{"a",   "I",  "s",    "l'",     "U.S.",   "US ",          "1.000",
                                          "1,5", "'s", "qu'",  "\u00E9", "\u6771", "\uD55C\uC740", ".",
                                          " ",   " ",  "\n\n", "IT",     "&T"};
  std::mt19937 random(1901);
  Analyzer analyzer;
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random, alphabet, 20);
    CAPTURE(text);
    const std::string expected = joined(our_words(analyzer, text));
    for (const char* language : {"en", "fr", "de", "ja", "ko", "ar", "zz"}) {
      std::vector<std::string> words;
      for (const Token& token : analyzer.tokens(text, language)) words.emplace_back(token.term);
      REQUIRE(joined(words) == expected);
    }
  }
}

TEST_CASE("however a term was written, it has a stem in common with itself written otherwise, or never has one") {
  const std::vector<std::string> alphabet{"a", "e", "é",  "E",  "É",   "i",  "I",  "ı",  "İ", "o",  "ö",  "s",  "S", "ß",
                                          "t", "n", "ng", "ed", "ies", "us", "US", "it", "ä", "l’", "d'", "'s", ".", "&",
                                          "-", "1", "+",  "и",  "ё",   "Й",  "к",  "ο",  "ς", "한", "국", "는", " ", " "};
  Analyzer analyzer;
  std::mt19937 random(1912);
  for (const char* language : {"en", "de", "fr", "it", "es", "nl", "sv", "fi", "hu", "tr", "ga", "id", "ro", "ru", "el", "ko", "ca", ""}) {
    std::map<std::string, std::set<std::string>> common;  // stems that every writing of the term so far has
    std::size_t with_stems = 0;
    for (int i = 0; i < 400; ++i) {
      for (const Token& token : analyzer.tokens(random_text(random, alphabet, 30), language)) {
        std::set<std::string> stems;
        for (const std::string_view stem : token.stems)
          if (!stem.empty()) stems.emplace(stem);
        with_stems += !stems.empty();
        const auto [known, fresh] = common.try_emplace(std::string(token.term), stems);
        if (fresh) continue;
        CAPTURE(language);
        CAPTURE(token.term);
        REQUIRE(known->second.empty() == stems.empty());
        const bool any = !stems.empty();
        std::erase_if(known->second, [&](const std::string& stem) { return !stems.contains(stem); });
        REQUIRE(known->second.empty() == !any);
      }
    }
    CHECK((with_stems > 0) == has_stems(language));
  }
}

TEST_CASE("folding twice changes nothing") {
  std::mt19937 random(2024);
  std::uniform_int_distribution<int> pick(1, 0xFFFF);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int i = 0; i < 3; ++i) {
      const int c = pick(random);
      if (c >= 0xD800 && c < 0xE000) continue;
      if (c < 0x80) {
        text.push_back(static_cast<char>(c));
      } else if (c < 0x800) {
        text.push_back(static_cast<char>(0xC0 | c >> 6));
        text.push_back(static_cast<char>(0x80 | (c & 63)));
      } else {
        text.push_back(static_cast<char>(0xE0 | c >> 12));
        text.push_back(static_cast<char>(0x80 | (c >> 6 & 63)));
        text.push_back(static_cast<char>(0x80 | (c & 63)));
      }
    }
    CAPTURE(text);
    REQUIRE(fold(fold(text)) == fold(text));
  }
}

TEST_CASE("long words are cut at a character boundary") {
  Analyzer analyzer;
  std::string text;
  for (int i = 0; i < 300; ++i) text += "\u0436";
  const std::vector<Token>& tokens = analyzer.tokens(text, "ru");
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].term.size() == 200);
  CHECK(tokens[0].byte_end == 600);
}

TEST_CASE("hostile texts take linear time and little memory") {
  Analyzer analyzer;
  for (const std::string unit : {"a", "a.", "1,", "1,000", "a'", "l'", "a&b&", "\u6771", "\u30FC", "\u0E01", "\u0301", "a\u0301", ".", "\n",
                                 "\n ", "US ", "x\u00AD", "\xFF"}) {
    std::string text;
    while (text.size() < 300'000) text += unit;
    CAPTURE(unit);
    for (const Token& token : analyzer.tokens(text, "en")) REQUIRE(token.term.size() <= kMaxTermBytes);
  }
}

TEST_CASE("an analyzer that has seen more words than it may keep goes on") {
  Analyzer analyzer;
  for (int round = 0; round < 40; ++round) {
    std::string text;
    for (int i = 0; i < 10000; ++i) text += "w" + std::to_string(round) + "x" + std::to_string(i) + " ";
    REQUIRE(analyzer.tokens(text, "en").size() == 10000);
  }
  CHECK(analyzer.tokens("miners", "en")[0].stems[0] == "miner");
}

TEST_CASE("the version names what terms depend on") {
  CHECK(analyzer_version().starts_with("2 icu-"));
  CHECK(analyzer_version().find(" xapian-") != std::string::npos);
  CHECK(has_stems("en"));
  CHECK(has_stems("nb"));
  CHECK(!has_stems("ja"));
  CHECK(!has_stems("porter"));
}
