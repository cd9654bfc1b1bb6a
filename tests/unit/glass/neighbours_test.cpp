// What a chunk says of a word's neighbours: places that a phrase needs are never left out, most of the others are.
#include <doctest/doctest.h>
#include <xapian.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/glass/database_writer.h"
#include "indexer/glass/join.h"
#include "indexer/glass/neighbours.h"
#include "indexer/glass/position_chunks.h"
#include "indexer/glass/position_reader.h"
#include "tests/unit/glass/databases.h"

using namespace backfile::glass;

namespace {

constexpr unsigned kWords = 400, kFrequent = 20;  // of these is half of all text

std::string word(unsigned number) { return "w" + std::to_string(number); }

/// A document's words by their positions; at some places two stand.
using Text = std::multimap<std::uint32_t, unsigned>;

/// reach: up to what position, about.
Text text(std::mt19937& random, unsigned reach) {
  Text made;
  std::uint32_t position = 1 + random() % reach;
  for (unsigned i = 0; i < 60; ++i) {
    made.emplace(position, random() % 2 ? random() % kFrequent : random() % kWords);
    if (random() % 20 == 0) made.emplace(position, random() % kWords);
    position += random() % 12 == 0 ? 100 : 1;  // another paragraph
  }
  return made;
}

struct Archive {
  Folder folder;
  std::map<Xapian::docid, Text> texts;

  std::string path(const std::string& name) const { return folder.path + "/" + name; }

  void write(const std::string& name, std::uint32_t base, std::uint32_t documents, std::mt19937& random) {
    auto writer = DatabaseWriter::create(path(name));
    REQUIRE(writer);
    PartBuilder part;
    for (std::uint32_t i = 1; i <= documents; ++i) {
      Document& document = part.document();
      const Text made = text(random, i % 3 == 0 ? 40'000 : 400);
      for (const auto& [position, number] : made) document.add_word(document.number({}, word(number)), position);
      document.add_position("S", "title", 1);
      document.add_position("S", "words", 2);
      texts[base + i] = made;
      REQUIRE(part.add());
      if (i % 700 == 0) (*writer)->add(part.finish());
    }
    if (part.documents() > 0) (*writer)->add(part.finish());
    REQUIRE((*writer)->finish());
  }
};

bool stands(const Text& text, std::uint32_t position, const std::string& wanted) {
  const auto [from, to] = text.equal_range(position);
  return std::any_of(from, to, [&](const auto& place) { return word(place.second) == wanted; });
}

/// How many of the places that are not the phrase's were left out, of a hundred.
double left_out(const std::string& path, const std::map<Xapian::docid, Text>& texts, std::mt19937& random) {
  PositionReader reader(open_table(path, kPositionTable, kPositionFile));
  double others = 0, left = 0;
  std::vector<std::uint32_t> all, some;
  for (unsigned number = 0; number < kWords; number += 1 + random() % 5) {
    const std::string asked = word(number), before = word(random() % kFrequent), behind = word(random() % kFrequent);
    for (const auto& [document, text] : texts) {
      if (std::none_of(text.begin(), text.end(), [&](const auto& place) { return place.second == number; })) continue;
      reader.read(asked, document, all);
      const unsigned which = random() % 3;
      const Neighbours beside{which == 1 ? std::uint8_t{0} : neighbour_code(before), which == 0 ? std::uint8_t{0} : neighbour_code(behind)};
      reader.read(asked, document, some, kPositionsEnd, beside);
      const std::set<std::uint32_t> stay(some.begin(), some.end());
      for (const std::uint32_t position : all) {
        REQUIRE(stands(text, position, asked));
        const bool is_place =
            (beside.before == 0 || stands(text, position - 1, before)) && (beside.behind == 0 || stands(text, position + 1, behind));
        if (is_place) REQUIRE(stay.contains(position));
        others += !is_place;
        left += !is_place && !stay.contains(position);
      }
      REQUIRE(std::includes(all.begin(), all.end(), some.begin(), some.end()));
    }
  }
  CHECK(reader.result());
  return 100 * left / others;
}

std::set<unsigned> code_bits(const std::string& path) {
  TableReader table(open_table(path, kPositionTable, kPositionFile));
  std::set<unsigned> seen;
  ChunkShape shape;
  while (table.next() && table.key().front() == kChunkMark) {
    REQUIRE(read_shape(table.tag(), shape));
    seen.insert(shape.code_bits);
  }
  return seen;
}

}  // namespace

TEST_CASE("no place of a phrase is left out by what stands beside it, and most of the others are") {
  Archive archive;
  std::mt19937 random(17);
  archive.write("a", 0, 3'000, random);
  archive.write("b", 3'000, 900, random);
  CHECK(left_out(archive.path("a"), {archive.texts.begin(), archive.texts.find(3'001)}, random) > 50);
  CHECK(code_bits(archive.path("a")) == std::set<unsigned>{0, 2, 3, 4});

  // Small chunks are joined, and what is loose says nothing.
  for (const std::uint32_t changed : {5u, 700u, 2'999u}) {
    Xapian::WritableDatabase database(archive.path("a"), Xapian::DB_OPEN);
    Text& text = archive.texts[changed];
    text = {{1, 3}, {2, 7}, {3, 3}, {900, 399}};
    Xapian::Document document;
    for (const auto& [position, number] : text) document.add_posting(word(number), position);
    database.replace_document(changed, document);
  }
  REQUIRE(join({archive.path("a"), archive.path("b")}, archive.path("c")).value());
  CHECK(left_out(archive.path("c"), archive.texts, random) > 50);
  REQUIRE(join({archive.path("c")}, archive.path("d")).value());
  CHECK(left_out(archive.path("d"), archive.texts, random) > 50);
  for (const char* name : {"c", "d"}) CHECK(Xapian::Database::check(archive.path(name), 0, nullptr) == 0);
}

TEST_CASE("a code in fewer bits is the same, however many it was in before, and is known where it was") {
  for (std::uint8_t code = 0; code < 16; ++code) {
    CAPTURE(code);
    CHECK(shortened(code, kNeighbourBits) == code);
    for (unsigned bits = 2; bits <= kNeighbourBits; ++bits) {
      CHECK((shortened(code, bits) == 0) == (code == 0));
      const auto again = static_cast<std::uint8_t>(shortened(code, bits) << (kNeighbourBits - bits));
      for (unsigned fewer = 2; fewer <= bits; ++fewer) CHECK(shortened(again, fewer) == shortened(code, fewer));
    }
  }
}

TEST_CASE("codes are in archives: they stay what they are") {
  CHECK(neighbour_code("coal") == 15);
  CHECK(neighbour_code("miners") == 7);
  CHECK(neighbour_code("über") == 14);
  CHECK(neighbour_code("") == 13);
}
