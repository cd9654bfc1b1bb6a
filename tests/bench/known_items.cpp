// How far up known articles come, by ours and by Xapian as it comes out of the box, in one run. Usage: known_items DIRECTORY; the directory
// is what known_items.py made, with `archive` beside it. The plain database (TermGenerator, STEM_SOME, BM25 with its defaults, any word) is
// built there on first use.
#include <sys/stat.h>
#include <xapian.h>
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/search/engine.h"

namespace {

using namespace backfile;

constexpr std::uint32_t kDeepest = 100;  // what stands lower counts as not found

struct Item {
  std::string id, words;
};

std::vector<Item> read_items(const std::string& path) {
  std::vector<Item> items;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    if (tab != std::string::npos) items.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return items;
}

void build_plain(const std::string& database_path, const std::string& articles_path) {
  Xapian::WritableDatabase database(database_path, Xapian::DB_CREATE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("en"));
  std::ifstream file(articles_path);
  for (std::string line; std::getline(file, line);) {
    const auto article = nlohmann::json::parse(line);
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text_without_positions(article.value("body", ""));
    document.set_data(article.value("id", ""));
    database.add_document(document);
  }
  database.commit();
}

std::vector<std::string> plain_ids(const Xapian::Database& database, const std::string& words) {
  Xapian::QueryParser parser;
  parser.set_database(database);
  parser.set_stemmer(Xapian::Stem("en"));
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  parser.set_default_op(Xapian::Query::OP_OR);
  Xapian::Enquire enquire(database);
  enquire.set_query(parser.parse_query(words));
  std::vector<std::string> ids;
  const auto found = enquire.get_mset(0, kDeepest);
  for (auto i = found.begin(); i != found.end(); ++i) ids.push_back(i.get_document().get_data());
  return ids;
}

std::vector<std::string> our_ids(search::Engine& engine, const std::string& words) {
  query::SearchRequest request;
  request.q = words;
  request.match = query::Match::any;
  request.page_size = kDeepest;
  request.fields = {"id"};
  std::vector<std::string> ids;
  if (const auto results = engine.search(request))
    for (const auto& hit : results->hits) ids.push_back(hit.article.id);
  return ids;
}

class Reciprocals {
 public:
  void add(const std::vector<std::string>& ids, const std::string& wanted) {
    ++count_;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (ids[i] != wanted) continue;
      sum_ += 1.0 / static_cast<double>(i + 1);
      first_ += i == 0;
      return;
    }
  }
  double mean() const { return sum_ / count_; }
  double first() const { return first_ / count_; }

 private:
  double sum_ = 0, count_ = 0, first_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: known_items DIRECTORY\n"), 2;
  const std::string directory = argv[1], plain_path = directory + "/plain";
  auto engine = search::Engine::open(directory + "/archive", {});
  if (!engine) return std::fprintf(stderr, "known_items: %s\n", engine.error().message.c_str()), 1;
  struct stat status;
  if (stat(plain_path.c_str(), &status) != 0) build_plain(plain_path, directory + "/articles.jsonl");
  const Xapian::Database plain(plain_path);

  Reciprocals ours, theirs;
  for (const Item& item : read_items(directory + "/queries.tsv")) {
    ours.add(our_ids(**engine, item.words), item.id);
    theirs.add(plain_ids(plain, item.words), item.id);
  }
  std::printf("mean reciprocal rank: plain Xapian %.4f, Backfile %.4f (%+.1f %%); first %.1f %% and %.1f %%\n", theirs.mean(), ours.mean(),
              100 * (ours.mean() / theirs.mean() - 1), 100 * theirs.first(), 100 * ours.first());
}
