#include "server/search/row_source.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "server/search/positions.h"

namespace backfile::search {
namespace {

using Op = query::Expression::Op;

/// By what Xapian knows a database by, as it tells a source no more; opened once one of them is needed.
class Tables {
 public:
  explicit Tables(std::vector<ShardAndPath> shards) : shards_(std::move(shards)) {}

  ShardTables of(const Xapian::Database& shard) {
    if (!opened_) {
      opened_.emplace();
      for (const auto& [database, path] : shards_) opened_->emplace(database->get_uuid(), open_tables(*database, path, nullptr));
    }
    const auto known = opened_->find(shard.get_uuid());
    return known == opened_->end() ? ShardTables{} : known->second;
  }

 private:
  const std::vector<ShardAndPath> shards_;
  std::optional<std::map<std::string, ShardTables>> opened_;
};

/// As far as positions need it.
Prepared prepared(const query::Expression& expression, const Xapian::Database& database) {
  Prepared made;
  made.op = expression.op;
  made.term = expression.term;
  made.window = expression.window;
  if (made.op == Op::term) made.articles = database.get_termfreq(made.term);
  for (const auto& child : expression.children) {
    made.children.push_back(prepared(child, database));
    made.articles += made.children.back().articles;
  }
  return made;
}

class RowSource : public Xapian::PostingSource {
 public:
  RowSource(query::Expression row, std::shared_ptr<Tables> tables, const Deadline& deadline)
      : row_(std::move(row)), tables_(std::move(tables)), deadline_(deadline.end()) {}
  PostingSource* clone() const override { return new RowSource(row_, tables_, deadline_); }

  void init(const Xapian::Database& database) override {
    database_ = database;
    positions_.emplace(database_, tables_->of(database).positions);
    prepared_ = prepared(row_, database);
    at_ = 0;
    last_ = database.get_lastdocid();
    articles_ = database.get_doccount();
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return articles_; }  // so that the words are gone through first
  Xapian::doccount get_termfreq_max() const override { return articles_; }

  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid to, double) override { move_to(std::max(at_, to)); }
  bool check(Xapian::docid article, double) override {
    at_ = article;
    return stands();
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  std::string get_description() const override { return "Row"; }

 private:
  void move_to(Xapian::docid to) {
    for (at_ = to; at_ <= last_ && !stands();) ++at_;
  }

  bool stands() {
    constexpr unsigned kLookAtClock = 16;  // articles whose positions are read, some microseconds each for every word
    if (++asked_ % kLookAtClock == 0) deadline_.check();
    return !standing(prepared_, {at_}, *positions_, deadline_).empty();
  }

  const query::Expression row_;
  const std::shared_ptr<Tables> tables_;
  const Deadline deadline_;
  Xapian::Database database_;
  std::optional<ShardPositions> positions_;
  Prepared prepared_;
  Xapian::docid at_ = 0, last_ = 0;
  Xapian::doccount articles_ = 0;
  unsigned asked_ = 0;
};

}  // namespace

query::RowQuery row_queries(std::vector<ShardAndPath> shards, const Deadline& deadline) {
  const auto tables = std::make_shared<Tables>(std::move(shards));
  return [tables, end = deadline.end()](const query::Expression& row) {
    return Xapian::Query((new RowSource(row, tables, Deadline(end)))->release());
  };
}

}  // namespace backfile::search
