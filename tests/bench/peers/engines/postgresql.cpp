// PostgreSQL as a peer: postgresql load SOCKET-FOLDER ARTICLES, postgresql serve SOCKET-FOLDER PORT. A tsvector of title and body, stored,
// with a GIN index; a connection a client.
#include <libpq-fe.h>

#include <atomic>
#include <cstdio>
#include <memory>
#include <mutex>

#include "thin_server.h"

namespace {

constexpr const char* kTables = R"(
  CREATE TABLE article(n bigserial, id text, url text, title text, body text, section text, published date,
    words tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'D')) STORED))";
constexpr const char* kIndexes[] = {"CREATE INDEX ON article USING gin(words)", "CREATE INDEX ON article(published)",
                                    "CREATE INDEX ON article(section)", "ANALYZE article", "CHECKPOINT"};

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
using Connection = std::shared_ptr<PGconn>;

/// Null where there is no server yet.
Connection connect(const std::string& folder) {
  Connection made(PQconnectdb(("host=" + folder + " dbname=postgres").c_str()), PQfinish);
  return PQstatus(made.get()) == CONNECTION_OK ? made : nullptr;
}

Result ask(PGconn& connection, const std::string& statement, const std::vector<std::string>& bound = {}) {
  std::vector<const char*> values;
  for (const std::string& value : bound) values.push_back(value.c_str());
  Result result(PQexecParams(&connection, statement.c_str(), static_cast<int>(bound.size()), nullptr, values.data(), nullptr, nullptr, 0),
                PQclear);
  const auto status = PQresultStatus(result.get());
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_COPY_IN) return result;
  std::fprintf(stderr, "%s: %s", statement.c_str(), PQerrorMessage(&connection));
  return Result(nullptr, PQclear);
}

/// A field of COPY's text format.
std::string field(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\0') continue;
    if (c == '\\' || c == '\t' || c == '\n' || c == '\r') escaped += '\\';
    escaped += c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c;
  }
  return escaped;
}

/// Two connections copy at once: the vectors are made by the server's processes, of which each connection has one.
int load(const std::string& folder, const std::string& articles) {
  Connection first;
  while (!(first = connect(folder))) usleep(20'000);
  if (!ask(*first, kTables)) return 1;
  std::ifstream in(articles);
  std::mutex mutex;
  std::atomic<bool> well{true};
  const auto copy = [&] {
    const auto connection = connect(folder);
    if (!connection || !ask(*connection, "COPY article(id, url, title, body, section, published) FROM STDIN")) return well.store(false);
    std::string line;
    while (true) {
      {
        const std::lock_guard lock(mutex);
        if (!std::getline(in, line)) break;
      }
      const auto article = nlohmann::json::parse(line);
      std::string row;
      for (const char* name : {"id", "url", "title", "body", "section"}) row += field(article.value(name, "")) + '\t';
      row += article.contains("published") ? article.value("published", "") : "\\N";
      row += '\n';
      if (PQputCopyData(connection.get(), row.data(), static_cast<int>(row.size())) != 1) well = false;
    }
    PQputCopyEnd(connection.get(), nullptr);
    const Result ended(PQgetResult(connection.get()), PQclear);
    if (PQresultStatus(ended.get()) == PGRES_COMMAND_OK) return;
    std::fprintf(stderr, "%s", PQerrorMessage(connection.get()));
    well = false;
  };
  std::thread other(copy);
  copy();
  other.join();
  for (const char* statement : kIndexes) well = well && ask(*first, statement);
  return well ? 0 : 1;
}

std::string answer(PGconn& connection, const peers::Question& question) {
  const std::string match = question["match"];
  std::vector<std::string> bound{match == "prefix" ? question["q"] + ":*" : question["q"]};
  const std::string asked = match == "phrase"   ? "phraseto_tsquery('english', $1)"
                            : match == "prefix" ? "to_tsquery('english', $1)"
                            : match == "any"    ? "replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery"
                                                : "plainto_tsquery('english', $1)";
  std::string filters = question.timeline ? " WHERE $1 = ''" : " WHERE words @@ q";
  for (const auto& [name, condition] :
       {std::pair("section", " AND section = $"), {"from", " AND published >= $"}, {"to", " AND published <= $"}}) {
    if (!question.has(name)) continue;
    bound.push_back(question[name]);
    filters += condition + std::to_string(bound.size()) + (std::string(name) == "section" ? "" : "::date");
  }
  const std::string from = question.timeline ? " FROM article" : " FROM article, (SELECT " + asked + " AS q) asked";
  const auto counts = ask(connection,
                          "SELECT " + std::string(question.timeline ? "''" : "section") + ", extract(year FROM published)::int, count(*)" +
                              from + filters + " GROUP BY 1, 2",
                          bound);
  if (!counts) return "";
  peers::Counted counted;
  for (int row = 0; row < PQntuples(counts.get()); ++row)
    counted.add(PQgetvalue(counts.get(), row, 0), PQgetvalue(counts.get(), row, 1), std::atol(PQgetvalue(counts.get(), row, 2)));
  auto results = nlohmann::json::array();
  if (question.timeline) return peers::answer(question, counted, results);

  const std::string order = question["sort"] == "newest" ? "published DESC NULLS LAST, n" : "score DESC, n";
  const auto hits =
      ask(connection,
          "SELECT id, url, title, published, section, score, ts_headline('english', title, q, 'HighlightAll=true, StartSel=<mark>, "
          "StopSel=</mark>'), ts_headline('english', body, q, 'MaxFragments=2, MaxWords=20, MinWords=10, StartSel=<mark>, "
          "StopSel=</mark>') FROM (SELECT *, ts_rank(words, q) AS score" +
              from + filters + " ORDER BY " + order + " LIMIT 10 OFFSET " + std::to_string(question.offset()) + ") best",
          bound);
  if (!hits) return "";
  for (int row = 0; row < PQntuples(hits.get()); ++row) {
    const auto value = [&](int column) { return PQgetvalue(hits.get(), row, column); };
    results.push_back({{"id", value(0)},
                       {"url", value(1)},
                       {"title", value(2)},
                       {"published", value(3)},
                       {"section", value(4)},
                       {"score", std::atof(value(5))},
                       {"title_html", value(6)},
                       {"snippet", value(7)}});
  }
  return peers::answer(question, counted, results);
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) return 2;
  const std::string folder = words[2];
  if (std::string(words[1]) == "load") return load(folder, words[3]);
  return peers::serve(std::atoi(words[3]), [folder]() -> peers::Answering {
    const auto connection = connect(folder);
    if (!connection) return {};
    return [connection](const peers::Question& question) { return answer(*connection, question); };
  });
}
