// SQLite FTS5 as a peer: fts5 load DATABASE ARTICLES, fts5 serve DATABASE PORT. The index has the articles' table as its content; what is
// counted and filtered by stands in a small table beside it, so that counting does not read bodies.
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <memory>

#include "thin_server.h"

namespace {

constexpr const char* kTables = R"(
  CREATE TABLE article(n INTEGER PRIMARY KEY, id TEXT, url TEXT, title TEXT, body TEXT);
  CREATE TABLE meta(n INTEGER PRIMARY KEY, section TEXT, published TEXT, year TEXT);
  CREATE VIRTUAL TABLE words USING fts5(title, body, content='article', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2');
)";
constexpr const char* kHit =
    "SELECT a.id, a.url, a.title, m.published, m.section, highlight(words, 0, '<mark>', '</mark>'), "
    "snippet(words, 1, '<mark>', '</mark>', '…', 40), bm25(words, 2.0, 1.0) FROM words JOIN meta m ON m.n = words.rowid "
    "JOIN article a ON a.n = words.rowid WHERE words MATCH ?1";

class Database {
 public:
  explicit Database(const std::string& path) {
    if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK) fail();
    run("PRAGMA cache_size = -65536; PRAGMA mmap_size = 8589934592; PRAGMA temp_store = MEMORY;");
  }
  ~Database() {
    for (auto& [text, statement] : prepared_) sqlite3_finalize(statement);
    sqlite3_close(handle_);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const char* statements) {
    if (sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }

  /// bound: for ?1, ?2 …; row is called for each. False where SQLite refused it.
  bool ask(const std::string& text, const std::vector<std::string>& bound, const std::function<void(sqlite3_stmt*)>& row) {
    sqlite3_stmt*& statement = prepared_[text];
    if (!statement && sqlite3_prepare_v2(handle_, text.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail();
    for (std::size_t i = 0; i < bound.size(); ++i)
      sqlite3_bind_text(statement, static_cast<int>(i + 1), bound[i].data(), static_cast<int>(bound[i].size()), SQLITE_TRANSIENT);
    int step;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) row(statement);
    if (step != SQLITE_DONE) std::fprintf(stderr, "%s: %s\n", text.c_str(), sqlite3_errmsg(handle_));
    sqlite3_reset(statement);
    return step == SQLITE_DONE;
  }

 private:
  [[noreturn]] void fail() {
    std::fprintf(stderr, "fts5: %s\n", sqlite3_errmsg(handle_));
    std::exit(1);
  }

  sqlite3* handle_ = nullptr;
  std::map<std::string, sqlite3_stmt*> prepared_;
};

std::string column(sqlite3_stmt* row, int number) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, number));
  return text ? text : "";
}

int load(const std::string& path, const std::string& articles) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  Database database(path);
  database.run(kTables);
  database.run("BEGIN");
  const auto nothing = [](sqlite3_stmt*) {};
  long n = 0;
  peers::each_article(articles, [&](const nlohmann::json& article) {
    const auto text = [&](const char* name) { return article.value(name, ""); };
    const std::string number = std::to_string(++n), published = text("published");
    database.ask("INSERT INTO article VALUES(CAST(?1 AS INTEGER), ?2, ?3, ?4, ?5)",
                 {number, text("id"), text("url"), text("title"), text("body")}, nothing);
    database.ask("INSERT INTO meta VALUES(CAST(?1 AS INTEGER), ?2, ?3, ?4)", {number, text("section"), published, published.substr(0, 4)},
                 nothing);
    database.ask("INSERT INTO words(rowid, title, body) VALUES(CAST(?1 AS INTEGER), ?2, ?3)", {number, text("title"), text("body")},
                 nothing);
  });
  database.run("COMMIT");
  const std::chrono::duration<double> loaded = Clock::now() - begun;
  database.run("INSERT INTO words(words) VALUES('optimize')");
  const std::chrono::duration<double> whole = Clock::now() - begun;
  std::printf("{\"load_seconds\":%.3f,\"merge_seconds\":%.3f}\n", loaded.count(), (whole - loaded).count());
  return 0;
}

std::string match_of(const peers::Question& question) {
  const std::string match = question["match"];
  std::string text;
  for (const std::string& word : peers::words_of(question["q"])) {
    if (!text.empty()) text += match == "phrase" ? " " : match == "any" ? " OR " : " AND ";
    text += match == "phrase" ? word : '"' + word + '"';
  }
  return match == "phrase" ? '"' + text + '"' : match == "prefix" ? text + '*' : text;
}

std::string answer(Database& database, const peers::Question& question) {
  std::vector<std::string> bound{match_of(question)};
  std::string filters;
  for (const auto& [name, condition] :
       {std::pair("section", " AND m.section = ?"), {"from", " AND m.published >= ?"}, {"to", " AND m.published <= ?"}}) {
    if (!question.has(name)) continue;
    bound.push_back(question[name]);
    filters += condition + std::to_string(bound.size());
  }
  peers::Counted counted;
  const std::string counting = question.timeline
                                   ? "SELECT '', m.year, count(*) FROM meta m WHERE ?1 = ''" + filters + " GROUP BY m.year"
                                   : "SELECT m.section, m.year, count(*) FROM words JOIN meta m ON m.n = words.rowid WHERE words MATCH ?1" +
                                         filters + " GROUP BY m.section, m.year";
  bool well =
      database.ask(counting, bound, [&](sqlite3_stmt* row) { counted.add(column(row, 0), column(row, 1), sqlite3_column_int64(row, 2)); });
  auto results = nlohmann::json::array();
  const auto take = [&](sqlite3_stmt* row) {
    results.push_back({{"id", column(row, 0)},
                       {"url", column(row, 1)},
                       {"title", column(row, 2)},
                       {"published", column(row, 3)},
                       {"section", column(row, 4)},
                       {"title_html", column(row, 5)},
                       {"snippet", column(row, 6)},
                       {"score", -sqlite3_column_double(row, 7)}});
  };
  const std::string page = " LIMIT 10 OFFSET " + std::to_string(question.offset());
  if (question.timeline) return well ? peers::answer(question, counted, results) : "";
  if (question["sort"] == "newest") {
    // The ten first, then their snippets: sorting would make one for every match.
    std::vector<std::string> rows;
    well &= database.ask(
        "SELECT m.n FROM words JOIN meta m ON m.n = words.rowid WHERE words MATCH ?1" + filters + " ORDER BY m.published DESC, m.n" + page,
        bound, [&](sqlite3_stmt* row) { rows.push_back(column(row, 0)); });
    for (const std::string& row : rows)
      well &= database.ask(std::string(kHit) + " AND words.rowid = CAST(?2 AS INTEGER)", {bound[0], row}, take);
  } else {
    well &= database.ask(kHit + filters + " AND rank MATCH 'bm25(2.0, 1.0)' ORDER BY rank" + page, bound, take);
  }
  return well ? peers::answer(question, counted, results) : "";
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) return 2;
  const std::string path = words[2];
  if (std::string(words[1]) == "load") return load(path, words[3]);
  return peers::serve(std::atoi(words[3]), [path]() -> peers::Answering {
    const auto database = std::make_shared<Database>(path);
    return [database](const peers::Question& question) { return answer(*database, question); };
  });
}
