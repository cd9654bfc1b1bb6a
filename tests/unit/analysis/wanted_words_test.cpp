// Tokens of wanted words alone: what is wanted is there as it would be among all tokens; and the blocks of 64 bytes that the analyzer goes
// by leave no trace.
#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.h"
#include "indexer/analysis/scan.h"
#include "indexer/analysis/stems.h"
#include "indexer/analysis/wanted_words.h"
#include "indexer/analysis/words.h"

using namespace backfile::analysis;

namespace {

struct Kept {
  std::string term, stems[2];
  std::uint32_t position, begin, end;
  bool operator==(const Kept&) const = default;
};

std::vector<Kept> kept(const std::vector<Token>& tokens) {
  std::vector<Kept> all;
  for (const Token& token : tokens) {
    all.push_back({std::string(token.term),
                   {std::string(token.stems[0]), std::string(token.stems[1])},
                   token.position,
                   token.byte_begin,
                   token.byte_end});
  }
  return all;
}

// Pieces that make words, and all that may join them or part them.
const std::vector<std::string> kPieces{
    "a",     "e", "s",      "ing",      "coal",   "strike", "dying", "US", "U",  "U. S.", "it",   "IT",  "WHO", "O",    "l",   "x",
    "NATO",  "1", "000",    "1914",     "ies",    "ed",     "ü",     "é",  "ß",  "ж",     "東京", "ガ",  "ไทย", "한국", "ı",   "İ",
    "'",     "’", "`",      ".",        ",",      "&",      "#",     "++", "-",  "–",     " ",    " ",   " ",   " ",    " ",   "\n",
    "\n\n",  ";", "\u00AD", "\u0301",   "\u200B", "\u2029", "\xFF",  "“",  "”",  "C",     "\"",   "ש",   "/",   "_",    "The", "of",
    "\n \n", "𝒜", "ther",   "relation", "al",     "izing",  "’s",    "'s", "’t", "'T",    "won",  "`ll", "’VE", "dell"};

std::string random_text(std::mt19937& random, std::size_t pieces) {
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % kPieces.size()];
  return text;
}

// What the analyzer says in its comments, word by word: for texts without dictionary scripts and without words that only capitals tell.
std::vector<Kept> word_by_word(const std::string& text, Language language) {
  const Scanner scanner;
  WordReader reader;
  std::vector<Kept> tokens;
  std::uint32_t next = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    const CharClass kind = scanner.class_of_character(next_character(text, end));
    if (kind == CharClass::letter || kind == CharClass::digit) {
      end = scanner.word_end(text, at);
      for (const Reading& reading : reader.read(std::string_view(text).substr(at, end - at), language)) {
        if (!reading.same_position) ++next;
        tokens.push_back({reading.term,
                          {reading.stems[0], reading.stems[1]},
                          next - 1,
                          static_cast<std::uint32_t>(at) + reading.begin,
                          static_cast<std::uint32_t>(at) + reading.end});
      }
    } else if (text[at] == '\n' && blank_line_follows(text, at) && !tokens.empty()) {
      next = tokens.back().position + kParagraphGap;
    }
    at = end;
  }
  return tokens;
}

}  // namespace

TEST_CASE("the tokens are those of going word by word") {
  std::mt19937 random(7);
  const std::vector<std::string> alphabet{"a", "b", "Coal", "1",    "22",     "é",    "ж", "'",     "’",  ".",  ",",
                                          "&", "#", "+",    "++",   "-",      " ",    " ", "  ",    "x",  "ss", "U",
                                          ".", ";", "\n",   "\n\n", "\u00AD", "\xFF", "O", "U. S.", "ing"};
  Analyzer analyzer;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = random() % 160; i > 0; --i) text += alphabet[random() % alphabet.size()];
    CAPTURE(text);
    REQUIRE(kept(analyzer.tokens(text, "en")) == word_by_word(text, {stemmer_of("en"), false}));
  }
}

TEST_CASE("where a text begins within a block makes no difference") {
  std::mt19937 random(11);
  Analyzer analyzer;
  for (int round = 0; round < 60; ++round) {
    const std::string text = random_text(random, 60);
    const auto tokens = kept(analyzer.tokens(text, "en"));
    for (std::uint32_t shift = 1; shift <= 70; ++shift) {
      auto shifted = kept(analyzer.tokens(std::string(shift, '-') + text, "en"));
      for (Kept& token : shifted) token.begin -= shift, token.end -= shift;
      CAPTURE(text);
      REQUIRE(shifted == tokens);
    }
  }
}

TEST_CASE("without the words that can be done without, tokens are the same") {
  std::mt19937 random(13);
  Analyzer analyzer;
  const std::vector<std::string> languages{"en", "de", "fr", "tr", "fi", "ga", "id", "nl", "ru", "ja", "", "pt-BR"};
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random, 1 + random() % 120), language = languages[random() % languages.size()];
    const auto all = kept(analyzer.tokens(text, language));
    WantedWords wanted(language);
    std::set<std::string> terms, stems;
    for (std::size_t i = random() % 4; i > 0 && !all.empty(); --i) {
      const Kept& token = all[random() % all.size()];
      if (random() % 2 || token.stems[0].empty()) {
        terms.insert(token.term);
        wanted.add_term(token.term);
      } else {
        const std::string& stem = token.stems[token.stems[1].empty() ? 0 : random() % 2];
        stems.insert(stem);
        wanted.add_stem(stem);
      }
    }
    const auto some = kept(analyzer.tokens(text, language, wanted));
    CAPTURE(text);
    CAPTURE(language);
    auto next = some.begin();
    for (const Kept& token : all) {
      if (next != some.end() && *next == token) {
        ++next;
        continue;
      }
      const bool asked_for = terms.contains(token.term) || stems.contains(token.stems[0]) || stems.contains(token.stems[1]);
      REQUIRE_FALSE(asked_for);
    }
    REQUIRE(next == some.end());
  }
}

TEST_CASE("most words are done without") {
  Analyzer analyzer;
  WantedWords wanted("en");
  wanted.add_stem("coal");
  const auto& tokens = analyzer.tokens("The price of coal rose, coal miners said in a statement. Collieries close", "en", wanted);
  CHECK(tokens.size() == 2);                                                                                   // coal, coal
  CHECK(analyzer.tokens("A boat of Coates and his company on the coast at Cowes", "en", wanted).size() == 2);  // coast, Coates
  WantedWords in_finnish("fi");
  in_finnish.add_stem("coal");
  CHECK(analyzer.tokens("The price of coal", "fi", in_finnish).size() == 4);
  WantedWords in_russian("ru");
  in_russian.add_stem("уголь");
  CHECK(analyzer.tokens("The price of coal", "ru", in_russian).empty());
}
