// The stored form: what goes in comes out, and nothing else is taken for an article.
#include "indexer/article/stored.h"
#include "indexer/article/packed.h"

#include <doctest/doctest.h>

#include <random>

using namespace backfile;
using namespace backfile::article;

namespace {

Article full() {
  Article a;
  a.id = "harbour-1912-04-16";
  a.url = "https://news.example/1912/04/16/harbour";
  a.source = "The Northern Lantern";
  a.section = "local/harbour";
  a.authors = {"A. Writer", "J. Öst"};
  a.tags = {"coal", "strike"};
  a.language = "en-GB";
  a.page = "A1";
  a.edition = "evening";
  a.title = "Harbour closed";
  a.subtitle = "Ice to blame";
  a.summary = "The ice came early.";
  a.body = "The ice came early.\n\nNobody was surprised.";
  a.published = {
      .year = 1912, .month = 4, .day = 16, .hour = 23, .minute = 40, .second = 15, .offset_minutes = -210, .precision = Precision::second};
  a.modified = {.year = 1912, .month = 4, .precision = Precision::month};
  a.embargoed = {.year = 9999, .month = 12, .day = 31, .precision = Precision::day};
  a.status = Status::withheld;
  a.corrections = {{a.modified, "It was not ice."}, {{}, "It was."}, {{}, ""}};
  a.scan.pages = {{"https://scans.example/7.jpg", "A1", 4794, 7631, ScanUnit::pixel}, {"", "2", 0, 0, ScanUnit::mm10}};
  a.scan.words = {{true, 0, 7, 0, 100, 200, 310, 40},
                  {false, 0, 3, 0, 100, 300, 60, 30},
                  {false, 4, 3, 0, 90, 340, 60, 31},
                  {false, 4, 3, 1, -5, 0, 2'000'000'000, 0}};
  a.scan.confidence = 873;
  return a;
}

}  // namespace

TEST_CASE("an article comes back as it was, with every field and with none") {
  CHECK(decode(encode(full())).value() == full());
  CHECK(decode(encode({})).value() == Article{});
  Article large = full();
  large.body = std::string(3'000'000, 'x');
  CHECK(decode(encode(large)).value() == large);
}

TEST_CASE("articles of any fields come back as they were") {
  std::mt19937 random(1912);
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int round = 0; round < 2000; ++round) {
    Article a = full();
    for (std::string* text :
         {&a.id, &a.url, &a.source, &a.section, &a.language, &a.page, &a.edition, &a.title, &a.subtitle, &a.summary, &a.body})
      if (pick(2))
        *text = std::string(static_cast<std::size_t>(pick(300)), static_cast<char>('a' + pick(26)));
      else if (pick(2))
        text->clear();
    if (!fits(a.scan, a.title, a.body)) a.scan.words.clear();
    a.authors.resize(static_cast<std::size_t>(pick(4)));
    a.tags.resize(static_cast<std::size_t>(pick(200)), "東京");
    a.corrections.resize(static_cast<std::size_t>(pick(3)));
    for (Date* date : {&a.published, &a.modified, &a.embargoed}) {
      *date = {};
      if (pick(3) == 0) continue;
      *date = {.year = 1 + pick(9999),
               .month = 1 + pick(12),
               .day = 1 + pick(28),
               .hour = pick(24),
               .minute = pick(60),
               .precision = Precision::minute};
      if (pick(2)) date->offset_minutes = pick(2879) - 1439;
    }
    a.status = static_cast<Status>(pick(3));
    const std::string stored = encode(a);
    REQUIRE(decode(stored).value() == a);
  }
}

TEST_CASE("a form cut short at any byte is damaged") {
  const std::string stored = encode(full());
  for (std::size_t size = 0; size < stored.size(); ++size) {
    const auto result = decode(std::string_view(stored).substr(0, size));
    REQUIRE_FALSE(result);
    REQUIRE(result.error().code == Code::damaged);
  }
  CHECK_FALSE(decode(stored + "x"));
}

TEST_CASE("bytes that are no article never do harm, and what is decoded is valid") {
  std::mt19937 random(7);
  const std::string stored = encode(full());
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = stored;
    for (unsigned flips = 1 + random() % 4; flips > 0; --flips) bytes[random() % bytes.size()] = static_cast<char>(random());
    if (const auto result = decode(bytes)) REQUIRE(decode(encode(*result)).value() == *result);
  }
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 3 ? random() % 20 : random());
    if (const auto result = decode(bytes)) REQUIRE(decode(encode(*result)).value() == *result);
  }
  CHECK_FALSE(decode(std::string("\x0b\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10)));  // a length of 2^63 - 1
  CHECK_FALSE(decode(std::string(20, '\xff')));
}

TEST_CASE("a result list reads neither pages nor boxes, but how sure the recognition was") {
  Article expected = full();
  expected.scan = {};
  expected.scan.confidence = 873;
  CHECK(decode(encode(full()), Boxes::without).value() == expected);
}

TEST_CASE("boxes cost about seven bytes a word") {
  Article a;
  a.scan.pages.resize(1);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    a.body += i % 10 == 9 ? "harbour\n\n" : "harbour ";
    const auto row = static_cast<std::int32_t>(i / 8), column = static_cast<std::int32_t>(i % 8);
    a.scan.words.push_back({false, i * 8 + i / 10, 7, 0, 300 + 160 * column, 400 + 45 * row, 140 + column, 30});
  }
  const std::size_t with = encode(a).size();
  CHECK(decode(encode(a)).value() == a);
  a.scan.words.clear();
  CHECK(with - encode(a).size() < 9000);
}

TEST_CASE("boxes that do not fit their texts are not stored") {
  const auto with = [&](auto change) {
    Article a = full();
    a.body = "né, the ice came";
    change(a.scan.words[1]);
    return fits(a.scan, a.title, a.body);
  };
  CHECK(with([](WordBox&) {}));
  CHECK_FALSE(with([](WordBox& word) { word.length = 0; }));
  CHECK_FALSE(with([](WordBox& word) { word.length = 2; }));  // ends within a character
  CHECK_FALSE(with([](WordBox& word) { word.begin = 17; }));
  CHECK_FALSE(with([](WordBox& word) { word.length = 4'000'000'000; }));
  CHECK_FALSE(with([](WordBox& word) { word.page = 2; }));
  CHECK_FALSE(with([](WordBox& word) { word.begin = 5; }));  // out of order
  Article a = full();
  a.scan.words[3].begin = 4'000'000;
  CHECK(decode(encode(a)).value().scan == Scan{});
}

TEST_CASE("what is packed is read as what is not, and is smaller where that is possible") {
  Article large = full();
  for (int i = 0; i < 200; ++i) large.body += "\n\nThe harbour was closed by ice for the " + std::to_string(i) + "th time.";
  Article very_large = large, noise = full();
  for (int i = 0; i < 20; ++i) very_large.body += large.body + std::to_string(i);
  std::mt19937 random(7);  // letters that no string of comes again: few bits each
  for (int i = 0; i < 4000; ++i) noise.body += static_cast<char>('a' + random() % 16);
  REQUIRE(encode(very_large).size() > 100'000);
  for (const Article& a : {full(), large, very_large, noise, Article{}}) {
    const std::string stored = encode(a), packed = pack(stored);
    std::string room;
    CHECK(unpacked(packed, room) == stored);
    CHECK(unpacked(stored, room) == stored);
    CHECK(decode(packed).value() == a);
    CHECK(decode(packed, Boxes::without).value() == decode(stored, Boxes::without).value());
    CHECK(packed.size() <= stored.size());
    CHECK(is_packed(packed) == (packed != stored));
  }
  CHECK(pack(encode(large)).size() * 4 < encode(large).size());
  CHECK(pack(encode(very_large)).size() * 10 < encode(very_large).size());
  CHECK(pack(encode(noise)).size() * 3 < encode(noise).size() * 2);
  CHECK(pack("") == "");
}

TEST_CASE("what an archive before LZ4 has, Zstandard made, is read") {
  // encode() of {.title = "T", .body = "B"} in a raw block.
  CHECK(decode(std::string("\0\x28\xb5\x2f\xfd\x20\x06\x31\0\0\x0b\x01T\x01\x01"
                           "B",
                           16))
            .value()
            .title == "T");
}

TEST_CASE("packed bytes that are damaged are no article and do no harm") {
  std::mt19937 random(19);
  Article a = full();
  for (int i = 0; i < 50; ++i) a.body += " harbour " + std::to_string(random() % 1000);
  const std::string packed = pack(encode(a));
  REQUIRE(is_packed(packed));
  for (std::size_t size = 0; size < packed.size(); ++size) REQUIRE_FALSE(decode(std::string_view(packed).substr(0, size)));
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = packed;
    for (unsigned flips = 1 + random() % 4; flips > 0; --flips) bytes[1 + random() % (bytes.size() - 1)] = static_cast<char>(random());
    if (const auto result = decode(bytes)) REQUIRE(decode(encode(*result)).value() == *result);
  }
  // A block that claims more than any of its size is, or 2^62 bytes, and one without a size.
  CHECK_FALSE(
      decode(std::string("\0\1\xff\xff\xff\x1f\x10"
                         "B",
                         8)));
  CHECK_FALSE(
      decode(std::string("\0\1\x80\x80\x80\x80\x80\x80\x80\x80\x40\x10"
                         "B",
                         13)));
  CHECK_FALSE(decode(std::string("\0\1", 2)));
  // A frame that claims 2^62 bytes, and one that does not say how many it has.
  CHECK_FALSE(decode(std::string("\0\x28\xb5\x2f\xfd\xe0\0\0\0\0\0\0\0\x40\x01\0\0", 17)));
  CHECK_FALSE(decode(std::string("\0\x28\xb5\x2f\xfd\x00\x58\x01\0\0", 10)));
}

TEST_CASE("a tag of a later version is skipped") {
  const std::string stored = "\x7f\x03new" + encode(full());
  CHECK(decode(stored).value() == full());
}

TEST_CASE("the stored form and its digest never change: ids and the recognition of unchanged articles rest on them") {
  Article a;
  a.title = "T";
  a.body = "B";
  a.published = {.year = 1912, .month = 4, .day = 16, .precision = Precision::day};
  CHECK(encode(a) == std::string("\x0b\x01T\x0e\x08\x03\xf8\x0e\x04\x10\x00\x00\x00\x01\x01"
                                 "B",
                                 16));
  CHECK(digest("").size() == 16);
  CHECK(digest("") == "\xe3\xb0\xc4\x42\x98\xfc\x1c\x14\x9a\xfb\xf4\xc8\x99\x6f\xb9\x24");  // SHA-256 of nothing
  CHECK(digest(encode(a)) != digest(encode({})));
}
