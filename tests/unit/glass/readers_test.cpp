// Postings, positions and values read here and there, of databases that Xapian wrote and changed, are what Xapian reads.
#include <doctest/doctest.h>
#include <xapian.h>
#include <algorithm>

#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/glass/database_writer.h"
#include "indexer/glass/join.h"
#include "indexer/glass/neighbours.h"
#include "indexer/glass/position_chunks.h"
#include "indexer/glass/position_list.h"
#include "indexer/glass/position_reader.h"
#include "indexer/glass/posting_reader.h"
#include "indexer/glass/value_reader.h"
#include "indexer/glass/version_file.h"
#include "tests/unit/glass/databases.h"

using namespace backfile::glass;

namespace {

constexpr unsigned kSlots[] = {0, 1, 9, 200};

/// Words w0, w1, ... each half as often as the one before, with positions; written in two commits, some documents replaced, some deleted.
void write(const std::string& path, std::uint32_t documents) {
  std::mt19937 random(3);
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  const auto document = [&] {
    Xapian::Document made;
    for (unsigned word = 0; word < 12 && (word == 0 || random() % 2); ++word)
      for (unsigned times = 1 + random() % (word == 0 ? 200 : 3); times > 0; --times)
        made.add_posting("w" + std::to_string(word), 1 + random() % 3000);
    for (const unsigned slot : kSlots)
      if (slot == kSlots[0] || random() % (slot + 1) == 0)
        made.add_value(slot, std::string(1 + random() % 60, static_cast<char>(random())));
    return made;
  };
  for (std::uint32_t i = 0; i < documents; ++i) database.add_document(document());
  database.commit();
  for (std::uint32_t i = 0; i < documents / 10; ++i) {
    const Xapian::docid id = 1 + random() % documents;
    if (random() % 2)
      database.replace_document(id, document());
    else
      database.replace_document(id + documents, document());
  }
  for (std::uint32_t id = documents / 2; id < documents / 2 + documents / 8; ++id) {
    try {
      database.delete_document(id);
    } catch (const Xapian::DocNotFoundError&) {
    }
  }
  database.commit();
}

/// By our writer, as running text: with what stands beside each word.
void write_text(const std::string& path, std::uint32_t documents) {
  std::mt19937 random(4);
  auto writer = DatabaseWriter::create(path);
  REQUIRE(writer);
  PartBuilder part;
  for (std::uint32_t i = 0; i < documents; ++i) {
    for (std::uint32_t position = 1; position < 30; ++position)
      part.document().add_word(part.document().number({}, "w" + std::to_string(random() % (1 + random() % 12))), position);
    REQUIRE(part.add());
  }
  (*writer)->add(part.finish());
  REQUIRE((*writer)->finish());
}

/// The same in each database that has the same documents.
void replace_some(const std::string& path) {
  std::mt19937 random(7);
  Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
  for (int i = 0; i < 300; ++i) {
    Xapian::Document made;
    for (unsigned word = 0; word < 12; word += 1 + random() % 3)
      for (unsigned times = 1 + random() % 9; times > 0; --times) made.add_posting("w" + std::to_string(word), 1 + random() % 3000);
    database.replace_document(1 + random() % 1'400, made);
  }
}

bool has(const Xapian::Database& database, std::uint32_t document, const std::string& term) {
  auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return false;
  posting.skip_to(document);
  return posting != database.postlist_end(term) && *posting == document;
}

using Postings = std::map<std::uint32_t, std::uint32_t>;

}  // namespace

TEST_CASE("postings between two documents, and among some, are Xapian's") {
  const Folder folder;
  std::mt19937 random(5);
  for (const std::uint32_t documents : {1u, 40u, 12'000u}) {
    const std::string path = folder.path + "/" + std::to_string(documents);
    write(path, documents);
    const Xapian::Database database(path);
    PostingReader reader(
        open_table(path, kPostingTable, "postlist.glass", documents > 40 ? std::make_shared<BlockCache>(1u << 17) : nullptr));
    for (int round = 0; round < 200; ++round) {
      const std::string term = round % 20 == 0 ? "unknown" : "w" + std::to_string(random() % 12);
      Postings whole;
      for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) whole[*at] = at.get_wdf();
      const auto totals = reader.totals(term);
      REQUIRE(totals.documents == database.get_termfreq(term));
      REQUIRE(totals.occurrences == database.get_collection_freq(term));
      const auto first = static_cast<std::uint32_t>(1 + random() % (2 * documents));
      const auto last = first + static_cast<std::uint32_t>(random() % (2 * documents));
      Postings expected(whole.lower_bound(first), whole.upper_bound(last)), read;
      reader.each(term, first, last, [&](std::uint32_t document, std::uint32_t occurrences) {
        REQUIRE((read.empty() || read.rbegin()->first < document));
        read[document] = occurrences;
      });
      REQUIRE(read == expected);

      std::set<std::uint32_t> wanted;
      for (unsigned i = random() % (round % 2 ? 400 : 4) + 1; i > 0; --i) wanted.insert(1 + random() % (2 * documents));
      const std::vector<std::uint32_t> some(wanted.begin(), wanted.end());
      read.clear();
      expected.clear();
      for (const auto document : some)
        if (whole.contains(document)) expected[document] = whole[document];
      reader.among(term, some, [&](std::size_t i, std::uint32_t occurrences) { read[some[i]] = occurrences; });
      REQUIRE(read == expected);
    }
    CHECK(reader.result());
  }
}

TEST_CASE("values and lengths of all documents are Xapian's") {
  const Folder folder;
  for (const std::uint32_t documents : {0u, 1u, 40u, 12'000u}) {
    CAPTURE(documents);
    const std::string path = folder.path + "/" + std::to_string(documents);
    write(path, documents);
    const Xapian::Database database(path);
    ValueReader reader(open_table(path, kPostingTable, kPostingFile, documents > 40 ? std::make_shared<BlockCache>(1u << 17) : nullptr),
                       database.get_lastdocid());
    for (int round = 0; round < 2; ++round) {
      for (const unsigned slot : {200u, 0u, 7u, 1u, 9u}) {
        std::map<std::uint32_t, std::string> expected, read;
        for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at) expected[at.get_docid()] = *at;
        reader.values(slot, [&](std::uint32_t document, std::string_view value) { read[document] = value; });
        REQUIRE(read == expected);
      }
      Postings expected, read;
      for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) expected[*at] = at.get_doclength();
      reader.lengths([&](std::uint32_t document, std::uint32_t length) { read[document] = length; });
      REQUIRE(read == expected);
    }
    CHECK(reader.result());
  }
}

TEST_CASE("positions in any document, in any order, are Xapian's, whether they are loose or in chunks, or both") {
  const Folder folder;
  std::mt19937 random(6);
  const std::string loose = folder.path + "/a", in_chunks = folder.path + "/b";
  write(loose, 3'000);
  REQUIRE(join({loose}, in_chunks).value());
  const auto cache = std::make_shared<BlockCache>(1u << 17);
  for (int changes = 0; changes < 2; ++changes) {
    Theirs theirs(loose);
    PositionReader readers[] = {PositionReader(open_table(loose, kPositionTable, kPositionFile, cache)),
                                PositionReader(open_table(in_chunks, kPositionTable, kPositionFile, cache))};
    std::vector<std::uint32_t> read;
    std::uint32_t document = 1;
    for (int round = 0; round < 20'000; ++round) {
      const std::string term = round % 20 == 0 ? "unknown" : "w" + std::to_string(random() % 12);
      // Anywhere, or a little ahead of the last one.
      document = static_cast<std::uint32_t>(round % 3 == 0 ? 1 + random() % 6'000 : document + random() % 5);
      std::vector<std::uint32_t> expected;
      // A chunk may have what a document had: nobody asks for a term that the document has not got.
      if (!has(theirs.database, document, term)) continue;
      expected = theirs.positions_of(document, term);
      const auto most = static_cast<std::uint32_t>(random() % (expected.empty() ? 9 : expected.back() + 2));
      for (PositionReader& reader : readers) {
        reader.read(term, document, read);
        REQUIRE(read == expected);
        // Those up to a place, whatever follows of the others.
        reader.read(term, document, read, most);
        const auto up_to = [most](const std::vector<std::uint32_t>& all) { return std::upper_bound(all.begin(), all.end(), most); };
        REQUIRE(std::is_sorted(read.begin(), read.end()));
        REQUIRE(std::equal(read.cbegin(), up_to(read), expected.cbegin(), up_to(expected)));
      }
    }
    for (const PositionReader& reader : readers) CHECK(reader.result());
    for (const std::string& path : {loose, in_chunks}) replace_some(path);
  }
}

TEST_CASE("a word that stands often in a document, near and far, from its first place to the last that a chunk has") {
  struct Case {
    const char* what;
    std::vector<std::uint32_t> positions;
  };
  const auto every = [](std::uint32_t gap, std::uint32_t first, std::uint32_t end) {
    std::vector<std::uint32_t> all;
    for (std::uint32_t position = first; position < end; position += gap) all.push_back(position);
    return all;
  };
  const Case cases[] = {
      {"one after the other", every(1, 1, 100)},
      {"from the first place of all", every(3, 0, 100)},
      {"as far as a number says", every(255, 7, 9'000)},
      {"a step farther", every(256, 7, 9'000)},
      {"far", every(5'000, 1, kPositionsEnd)},
      {"everywhere", every(1, 1, kPositionsEnd)},
      {"near and far in turn", {1, 2, 300, 301, 302, 557, 558, 900, 1'155, 1'156, 1'500, 60'000, kPositionsEnd - 1}},
      {"once", {9}},
      {"beyond what a chunk has", every(1, kPositionsEnd - 40, kPositionsEnd + 40)},
  };
  const Folder folder;
  const std::string loose = folder.path + "/a", in_chunks = folder.path + "/b", joined = folder.path + "/c";
  {
    Xapian::WritableDatabase database(loose, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    for (const auto& [what, positions] : cases) {
      Xapian::Document document;
      for (const std::uint32_t position : positions) document.add_posting("often", position);
      database.add_document(document);
    }
  }
  REQUIRE(join({loose}, in_chunks).value());
  REQUIRE(join({in_chunks, loose}, joined).value());
  for (const std::string& path : {in_chunks, joined}) {
    CHECK(Xapian::Database::check(path, 0, nullptr) == 0);
    PositionReader reader(open_table(path, kPositionTable, kPositionFile));
    std::uint32_t document = 0;
    std::vector<std::uint32_t> read;
    for (int round = 0; round < (path == joined ? 2 : 1); ++round) {
      for (const auto& [what, positions] : cases) {
        CAPTURE(what);
        reader.read("often", ++document, read);
        CHECK(read == positions);
        for (const std::uint32_t most : {0u, positions.front(), positions[positions.size() / 2], positions.back()}) {
          reader.read("often", document, read, most);
          const auto up_to = std::upper_bound(positions.begin(), positions.end(), most);
          CHECK(std::equal(positions.begin(), up_to, read.begin(), std::upper_bound(read.begin(), read.end(), most)));
        }
      }
    }
    CHECK(reader.result());
  }
}

TEST_CASE("positions that do not rise, or are beyond what a chunk has, are damage") {
  const auto number = [](std::uint32_t position, std::uint32_t next, std::uint32_t last) { return position << 16 | next << 8 | last; };
  struct Case {
    std::vector<std::uint32_t> numbers;
    bool sound;
  };
  const Case cases[] = {{{number(5, 2, 1), number(9, 0, 0)}, true},
                        {{number(5, 2, 2), number(9, 0, 0)}, false},
                        {{number(5, 0, 0), number(7, 255, 255)}, true},
                        {{number(kPositionsEnd - 4, 2, 1)}, true},
                        {{number(kPositionsEnd - 3, 2, 1)}, false}};
  for (const auto& [numbers, sound] : cases) {
    CAPTURE(numbers.front());
    std::vector<std::uint32_t> positions;
    CHECK(unpack_alone(numbers, positions) == sound);
    std::string chunk;
    append_positions(chunk, numbers);
    std::vector<std::uint32_t> room, read;
    CHECK(read_alone(chunk, room, read) == sound);
  }
}

TEST_CASE("tables that are damaged, or newer than their revision, end the reading, and nothing is read outside of them") {
  const Folder folder;
  write(folder.path + "/loose", 2'000);
  REQUIRE(join({folder.path + "/loose"}, folder.path + "/a").value());
  write_text(folder.path + "/text", 2'000);
  std::mt19937 random(8);
  struct Kind {
    const char *database, *name;
    Table table;
  };
  const Kind kinds[] = {{"/a", kPostingFile, kPostingTable},
                        {"/a", kPositionFile, kPositionTable},
                        {"/loose", kPositionFile, kPositionTable},
                        {"/text", kPositionFile, kPositionTable}};
  for (const auto& [database, name, table] : kinds) {
    const std::string path = folder.path + database, file = path + "/" + name;
    std::ifstream in(file, std::ios::binary);
    const std::string sound{std::istreambuf_iterator<char>(in), {}};
    unsigned failed = 0;
    for (int round = 0; round < 150; ++round) {
      std::string bytes = sound;
      for (int i = 0; i < 200; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
      if (round % 10 == 0) bytes.resize(random() % bytes.size());
      std::ofstream(file, std::ios::binary) << bytes;
      const auto opened = open_table(path, table, name, round % 2 ? std::make_shared<BlockCache>(1u << 17) : nullptr);
      PostingReader postings(opened);
      PositionReader positions(opened);
      ValueReader values(opened, 2'200);
      std::vector<std::uint32_t> read;
      const auto stand = [](std::uint32_t document, auto) { REQUIRE((document >= 1 && document <= 2'200)); };
      values.lengths(stand);
      for (const unsigned slot : kSlots) values.values(slot, stand);
      for (unsigned word = 0; word < 12; ++word) {
        const std::string term = "w" + std::to_string(word);
        postings.each(term, 1, 5'000, [](std::uint32_t, std::uint32_t) {});
        postings.among(term, std::vector<std::uint32_t>{3, 500, 501, 1'800}, [](std::size_t, std::uint32_t) {});
        for (std::uint32_t document = 1; document < 2'000; document += 37)
          positions.read(term, document, read, kPositionsEnd, {static_cast<std::uint8_t>(document % 16), static_cast<std::uint8_t>(word)});
      }
      failed += !postings.result() || !positions.result() || !values.result();
    }
    CHECK(failed > 50);
    std::ofstream(file, std::ios::binary) << sound;
  }
}
