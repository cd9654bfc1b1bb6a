// Documents at random, the same through Xapian's writer and through ours, and what Xapian says of a database.
#pragma once
#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/glass/database_writer.h"
#include "indexer/glass/pack.h"
#include "indexer/glass/position_reader.h"
#include "indexer/glass/version_file.h"

namespace backfile::glass {

struct Folder {
  const std::string path = (std::filesystem::temp_directory_path() / ("glass-" + std::to_string(std::random_device()()))).string();
  Folder() { std::filesystem::create_directory(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

// Terms of every length and some with bytes over 0x7F, positions dense and far apart, values long and short, texts of no and of many bytes.
inline void fill(Document& document, std::mt19937& random, std::string& data) {
  document.clear();
  const auto up_to = [&](unsigned most) { return static_cast<std::uint32_t>(random() % (most + 1)); };
  data.clear();
  for (unsigned i = up_to(3) == 0 ? 0 : up_to(9000); i > 0; --i) data.push_back(static_cast<char>('a' + up_to(20)));
  document.set_data(data, up_to(3) == 0);
  std::uint32_t position = 0;
  for (unsigned i = up_to(400); i > 0; --i) {
    std::string word(1, static_cast<char>('a' + up_to(25)));
    for (unsigned length = up_to(i % 50 == 0 ? 240 : 3); length > 0; --length) word.push_back(static_cast<char>(1 + up_to(253)));
    position += 1 + up_to(i % 7 == 0 ? 100'000 : 3);
    document.add_word(document.number({}, word), position);
    document.add_term("Z:", word.substr(0, 2), 1 + up_to(200));
    if (up_to(4) == 0) document.add_position("S", word, position, 0);
  }
  document.add_filter("XALL");
  for (std::uint32_t slot = 0; slot < kMaxSlots; slot += 1 + up_to(5)) {
    document.add_value(slot, std::string(up_to(slot == 3 ? 3000 : 30), 'v') + static_cast<char>('a' + up_to(20)));
  }
}

inline Xapian::Document xapian_document(Document& from) {
  from.sort();
  Xapian::Document made;
  made.set_data(from.data());
  std::vector<std::uint32_t> positions;
  for (const Document::Term& term : from.terms()) {
    made.add_term(std::string(from.name(term)), term.occurrences);
    from.positions_of(term, positions);
    for (const std::uint32_t position : positions) made.add_posting(std::string(from.name(term)), position, 0);
  }
  for (const auto& [slot, value] : from.values()) made.add_value(slot, value);
  return made;
}

inline std::shared_ptr<const TableFile> open_table(const std::string& path, Table table, const char* name,
                                                   std::shared_ptr<BlockCache> cache = nullptr) {
  std::ifstream file(path + "/" + kVersionFile, std::ios::binary);
  const auto version = read_version(std::string{std::istreambuf_iterator<char>(file), {}});
  REQUIRE(version);
  return std::make_shared<const TableFile>(path + "/" + name, version->roots[table], version->revision, std::move(cache));
}

// A database as Xapian reads it, positions as we do, as it does not find those in chunks.
struct Ours {
  explicit Ours(const std::string& path) : database(path), positions(open_table(path, kPositionTable, kPositionFile)) {}
  std::vector<std::uint32_t> positions_of(Xapian::docid id, const std::string& term) {
    std::vector<std::uint32_t> read;
    positions.read(term, id, read);
    REQUIRE(positions.result());
    return read;
  }
  Xapian::Database database;
  PositionReader positions;
};

// One as Xapian reads it, positions too.
struct Theirs {
  explicit Theirs(const std::string& path) : database(path) {}
  std::vector<std::uint32_t> positions_of(Xapian::docid id, const std::string& term) const {
    return {database.positionlist_begin(id, term), database.positionlist_end(id, term)};
  }
  Xapian::Database database;
};

// Everything that is known of a document.
template <class Read>
std::string told(Read& read, Xapian::docid id) {
  const Xapian::Database& database = read.database;
  const Xapian::Document document = database.get_document(id);
  std::string all = document.get_data() + "|" + std::to_string(database.get_doclength(id));
  for (auto term = database.termlist_begin(id); term != database.termlist_end(id); ++term) {
    all += "|" + *term + "^" + std::to_string(term.get_wdf());
    for (const std::uint32_t position : read.positions_of(id, *term)) all += "," + std::to_string(position);
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    all += "|" + std::to_string(value.get_valueno()) + "=" + *value;
  return all;
}

inline std::string told_of(const Xapian::Database& database, const std::string& term) {
  std::string all = std::to_string(database.get_termfreq(term)) + "/" + std::to_string(database.get_collection_freq(term));
  for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term); ++posting)
    all += "|" + std::to_string(*posting) + "^" + std::to_string(posting.get_wdf()) + "^" + std::to_string(posting.get_doclength());
  return all;
}

inline void check_same_postings(const Xapian::Database& ours, const Xapian::Database& theirs) {
  REQUIRE(ours.get_doccount() == theirs.get_doccount());
  CHECK(ours.get_lastdocid() == theirs.get_lastdocid());
  CHECK(ours.get_total_length() == theirs.get_total_length());
  CHECK(ours.get_doclength_lower_bound() == theirs.get_doclength_lower_bound());
  CHECK(ours.get_doclength_upper_bound() == theirs.get_doclength_upper_bound());
  auto mine = ours.allterms_begin();
  for (auto term = theirs.allterms_begin(); term != theirs.allterms_end(); ++term, ++mine) {
    REQUIRE(mine != ours.allterms_end());
    REQUIRE(*mine == *term);
    REQUIRE(told_of(ours, *term) == told_of(theirs, *term));
  }
  CHECK(mine == ours.allterms_end());
  for (Xapian::valueno slot = 0; slot < kMaxSlots; ++slot) {
    CHECK(ours.get_value_freq(slot) == theirs.get_value_freq(slot));
    CHECK(ours.get_value_lower_bound(slot) == theirs.get_value_lower_bound(slot));
    CHECK(ours.get_value_upper_bound(slot) == theirs.get_value_upper_bound(slot));
  }
}

// What Xapian's checker complains of; may_be_stale: but for chunks whose first document was deleted, which it takes for a stray list.
inline std::size_t unsound_entries(const std::string& path, bool may_be_stale) {
  std::ostringstream said;
  std::size_t errors = Xapian::Database::check(path, 0, &said);
  std::istringstream lines(said.str());
  for (std::string line; std::getline(lines, line);) errors -= may_be_stale && line.starts_with("Position list entry for document ");
  return errors;
}

inline void check_same(Ours ours, Theirs theirs, const std::vector<Xapian::docid>& documents) {
  check_same_postings(ours.database, theirs.database);
  for (const Xapian::docid id : documents) REQUIRE(told(ours, id) == told(theirs, id));
}

}  // namespace backfile::glass
