// What the engine's files share: its parts, and what a match gives before it becomes results. For server/search alone.
#pragma once
#include <xapian.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/store/reader.h"
#include "server/query/ast.h"
#include "server/query/expression.h"
#include "server/query/plan.h"
#include "server/search/archive_words.h"
#include "server/search/columns.h"
#include "server/search/deadline.h"
#include "server/search/dictionary_store.h"
#include "server/search/engine.h"
#include "server/search/facets.h"
#include "server/search/hits.h"
#include "server/search/idle_threads.h"
#include "server/search/local_match.h"
#include "server/search/promising.h"
#include "server/search/recency.h"
#include "server/search/row_source.h"
#include "server/search/workbench.h"

namespace backfile::search {

// What one run of the query against the database gives. The page's articles wait in `pending`, and are made into hits by threads that have
// nothing else to do while the database is still asked, or once it is let go of; only where they take much memory, before. Stays where it
// is once `making` has begun.
struct Matched {
  std::optional<Error> refusal;
  query::Parsed asked;  // with synonyms
  query::Plan plan;
  Recency recency;
  query::Match match = query::Match::all;
  std::uint64_t total = 0;
  std::string next_cursor;
  std::optional<DidYouMean> did_you_mean;
  std::vector<Found> pending;
  std::size_t pending_bytes = 0;
  std::vector<Hit> hits;
  std::vector<Facet> facets;
  std::size_t unreadable = 0;
  std::unique_ptr<Hits> making;  // ends before the plan that it goes by does
};

struct Posted {
  Xapian::docid docid;
  std::string stored;
};

/// Nothing where no article has the id.
std::optional<Posted> stored_of(const Xapian::Database& database, const std::string& id);

/// Withheld, canceled or under embargo.
bool hidden(const article::Article& article);

tl::unexpected<Error> unknown_article();
tl::unexpected<Error> too_slow();

struct Engine::Impl {
  EngineLimits limits;
  std::unique_ptr<store::Reader> reader;
  Workbench bench;
  std::shared_ptr<IdleThreads> idle = std::make_shared<IdleThreads>(1);
  std::shared_ptr<const query::Synonyms> synonyms = std::make_shared<const query::Synonyms>();
  struct {
    std::string archive;
    std::uint64_t revision = 0;
    std::optional<std::int64_t> day;
  } newest;  // what newest_day() said of that revision

  Deadline deadline_from(Deadline::Clock::time_point start) const {
    const auto allowed = std::chrono::duration<double>(limits.deadline_seconds);
    return Deadline(start + std::chrono::duration_cast<Deadline::Clock::duration>(allowed));
  }
  /// Then the match needs the deadline, which costs time itself.
  bool may_be_slow(const Xapian::Database& database, const Xapian::Query& query) const {
    return most_seconds(database, query) > limits.deadline_seconds / 4;
  }
  std::shared_ptr<ColumnStore> column_store = std::make_shared<ColumnStore>(std::chrono::milliseconds(0), std::string());
  OfferedValues offered;
  std::shared_ptr<DictionaryStore> dictionaries = std::make_shared<DictionaryStore>();
  struct {
    Recency recency;
    std::optional<Gains> gains;
  } age_gains;  // of the search before, which most are alike in
  const Gains& gains(const Recency& recency);
  Recency recency(const Xapian::Database& visible, const query::SearchRequest& request);
  /// What searches match now, inside Reader::with: always under query::restrict. Words are read from reader->database() alone.
  struct Searched {
    Xapian::Database& database;
    query::Visibility visibility;
  };
  Searched searched();
  /// visit(database, its name)
  template <class Visit>
  void each_shard(const Searched& searched, Visit&& visit) const {
    const auto& manifest = reader->manifest();
    for (const auto& name : manifest.databases) visit(reader->single(name), name);
    // Held articles are searched where an embargo of theirs has passed.
    if (&searched.database != &reader->database()) visit(*reader->held(), manifest.held);
  }
  std::vector<ShardAndPath> shards_and_paths(const Searched& searched) const;
  std::vector<const Xapian::Database*> shards(const Searched& searched) const;
  /// For queries to Xapian that match what is searched.
  query::RowQuery rows(const Searched& searched, const Deadline& deadline) const {
    return row_queries(shards_and_paths(searched), deadline);
  }
  /// Of articles that anybody may see; of all that is searched.
  Terms terms();
  Terms terms(const Searched& searched);
  /// A match in these; none where there are no columns. The deadline must outlive it.
  std::optional<LocalMatch> local_match(const Searched& searched, const Deadline& deadline);
  void match(const query::SearchRequest& request, const query::Parsed& parsed, const Deadline& deadline, Matched& matched);
  struct Asked {
    Xapian::Database& database;
    Xapian::Enquire& enquire;
    const query::RowQuery& rows;
  };
  struct Page {
    const Xapian::MSet& mset;
    std::vector<Ranked> ranked;
  };
  void read_page(const Asked& asked, const Page& page, const query::SearchRequest& request, const Deadline& deadline, Matched& matched);
  query::PlanContext planning(const query::SearchRequest& request, query::Vocabulary& words);
  /// With synonyms, where the request does not refuse them.
  query::Parsed asked(const query::SearchRequest& request, const query::Parsed& typed);
  /// What is asked and its plan, or why it is refused; nothing is matched.
  Matched planned(const query::SearchRequest& request, const query::Parsed& parsed, const query::PlanContext& planning);
  Result<void> count_dates(const query::TimelineRequest& request, const Matched& matched, const Deadline& deadline, Timeline& timeline);
  void run(const query::SearchRequest& request, bool any, const Deadline& deadline, Matched& matched);
  /// False, and nothing is done that counts, where Xapian has to.
  bool run_locally(const query::SearchRequest& request, bool any, const Deadline& deadline, Matched& matched);
  void run_by_xapian(const query::SearchRequest& request, bool any, const Deadline& deadline, Matched& matched);
  /// An article of the page, to be marked; the marks are made at once where those that wait take much memory.
  void pend(Found found, const query::SearchRequest& request, Matched& matched);
  void take_page(const Asked& asked, const query::SearchRequest& request, const Deadline& deadline, bool may_be_slow, Matched& matched);
  void take_from_cursor(const Asked& asked, const query::SearchRequest& request, const Deadline& deadline, Matched& matched);
  /// Articles that match, exactly; nothing where Xapian has to say it.
  std::optional<std::uint64_t> count_by_sets(const Searched& searched, const query::Expression& expression, const Deadline& deadline);
  /// By docid of `visible`, the reader's database: which of its articles the filters and dates let pass. Throws DeadlinePassed.
  std::vector<bool> let_pass(Xapian::Database& visible, const query::SearchRequest& filters, const Deadline& deadline);
  /// Articles that match, exactly.
  std::uint64_t count(const Searched& searched, query::Expression expression, const Deadline& deadline);
  std::optional<DidYouMean> did_you_mean(const query::SearchRequest& request, const query::PlanContext& planning, ArchiveWords& words,
                                         const query::Node& root, std::uint64_t found, const Deadline& deadline);
  bool match_related(const std::string& id, const query::RelatedRequest& request, const Deadline& deadline, Matched& matched);
  /// From the pending articles; begins to make them.
  void begin_hits(const query::SearchRequest& request, Matched& matched);
  void take_hits(Matched& matched);
  SearchResults results(const query::SearchRequest& request, Matched& matched, Deadline::Clock::time_point start);
};

}  // namespace backfile::search
