// Well-formed UTF-8, control characters, white space and paragraphs.
#include <doctest/doctest.h>

#include <random>

#include "indexer/text/charset.h"

using namespace backfile::text;

namespace {

/// Well-formedness by decoding, one byte at a time.
bool decodes(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
    if (length == 0 || i + length > text.size()) return false;
    unsigned long code = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
      code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3F);
    }
    constexpr unsigned long kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kLeast[length] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
    i += length;
  }
  return true;
}

}  // namespace

TEST_CASE("UTF-8 is recognised exactly") {
  for (const char* good : {"", "a", "ü", "€", "😀", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xEE\x80\x80", "twelve bytes and then ü"})
    CHECK(is_utf8(good));
  for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "12345678\xC3", "ü\xBC"})
    CHECK_FALSE(is_utf8(bad));
  std::mt19937 random(3);
  const unsigned char bytes[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2,
                                 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
  for (int round = 0; round < 300000; ++round) {
    std::string text(random() % 2 ? 0 : random() % 10, 'x');
    for (unsigned n = random() % 5; n > 0; --n) text += static_cast<char>(bytes[random() % sizeof bytes]);
    REQUIRE(is_utf8(text) == decodes(text));
  }
}

TEST_CASE("clean text stays as it is, and the rest loses what nobody can see") {
  CHECK(clean("plain\ntext with ü, 東京 and 😀") == "plain\ntext with ü, 東京 and 😀");
  CHECK(clean("a\tb") == "a b");
  CHECK(clean("one\r\ntwo\rthree\r") == "one\ntwo\nthree\n");
  CHECK(clean("page\fnext") == "page\nnext");
  CHECK(clean(std::string("a\0b\x01\x1F\x7F", 6)) == "ab");
  CHECK(clean("don\xC2\x92t \xC2\x93wait\xC2\x85\xC2\x94") == "don’t “wait…”");
  CHECK(clean("a\xC2\x81z\xC2\xA0") == "az\xC2\xA0");
  CHECK(clean("a\xFFz") == "a\xEF\xBF\xBDz");
  CHECK(clean("a\xE2\x82z\xF0\x9F\x98") == "a\xEF\xBF\xBDz\xEF\xBF\xBD");
  CHECK(clean("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(clean("").empty());
}

TEST_CASE("whatever goes in, clean text comes out, and cleaning it again changes nothing") {
  std::mt19937 random(5);
  for (int round = 0; round < 100000; ++round) {
    std::string text(random() % 30, '\0');
    for (char& c : text) c = static_cast<char>(random() % 2 ? 'a' : random());
    const std::string cleaned = clean(text);
    REQUIRE(is_utf8(cleaned));
    for (const char c : cleaned) REQUIRE((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
    REQUIRE(clean(cleaned) == cleaned);
  }
}

TEST_CASE("one line has single spaces inside and none at its ends") {
  CHECK(one_line("  a \t b\r\n\nc  ") == "a b c");
  CHECK(one_line("a\u00A0\u3000b\u2003c\u2028d\u202Fe\uFEFFf") == "a b c d e f");
  CHECK(one_line("\u3000").empty());
  CHECK(one_line("").empty());
  CHECK(one_line("東京\u3000大阪") == "東京 大阪");
  CHECK(one_line("€uro \xC2") == "€uro \xC2");
}

TEST_CASE("paragraphs are separated by one blank line, lines keep their beginnings") {
  CHECK(paragraphs("one\n\ntwo") == "one\n\ntwo");
  CHECK(paragraphs("\n\n  one  \r\n \t\r\n\r\n\r\n two \n three\n\n\n") == "one\n\n two\n three");
  CHECK(paragraphs("one\ntwo") == "one\ntwo");
  CHECK(paragraphs("one\u00A0\n\u3000\ntwo") == "one\n\ntwo");
  CHECK(paragraphs("one\u2028two\u2029three") == "one\ntwo\n\nthree");
  CHECK(paragraphs("one\rtwo\r\rthree") == "one\ntwo\n\nthree");
  CHECK(paragraphs(" \n \n").empty());
  CHECK(paragraphs("").empty());
  CHECK(paragraphs("東京 \n\n大阪\u3000") == "東京\n\n大阪");
  std::mt19937 random(9);
  const char* const pieces[] = {"\n", "\r", " ", "\u3000", "a", "é", "\u2029", "\t", "東", "\xE2", "\x80"};
  for (int round = 0; round < 50000; ++round) {
    std::string text;
    for (unsigned n = random() % 12; n > 0; --n) text += pieces[random() % 11];
    const std::string once = paragraphs(text);
    REQUIRE(once.find("\n\n\n") == std::string::npos);
    REQUIRE((once.empty() || (once.front() != '\n' && once.back() != '\n')));
    REQUIRE(paragraphs(once) == once);
  }
}
