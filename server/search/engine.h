// A search from request to results, over one archive. Endpoints call this and render what comes back.
#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "server/query/changes_request.h"
#include "server/query/narrow_request.h"
#include "server/query/synonyms.h"
#include "server/search/changes.h"
#include "server/search/listing.h"
#include "server/search/neighbours.h"
#include "server/search/results.h"
#include "server/search/suggestions.h"
#include "server/search/timeline.h"
#include "server/search/walk.h"

namespace backfile::search {

class ColumnStore;  // columns.h
std::shared_ptr<ColumnStore> make_column_store(std::chrono::milliseconds stands, const std::string& archive);
/// Closes the files that it holds open, of the archive as it last was: columns are read anew when they are needed.
void forget_columns(ColumnStore& columns);
class DictionaryStore;  // dictionary_store.h
std::shared_ptr<DictionaryStore> make_dictionary_store();
class IdleThreads;  // idle_threads.h
/// As IdleThreads().
std::shared_ptr<IdleThreads> make_idle_threads(unsigned processors);

struct EngineLimits {
  double deadline_seconds = 5;  // a search that takes longer ends with Code::busy
  std::size_t max_expansions = 1'000;
  unsigned snippet_length = 240;  // characters, about
  double recency = 0.5;           // points that the newest articles gain (recency.h)
};

/// One a serving thread, never shared: holds the archive's handle and an analyzer.
class Engine {
 public:
  static Result<std::unique_ptr<Engine>> open(const std::string& archive, const EngineLimits& limits);
  ~Engine();

  /// For the searches to come; none at first. Never null.
  void set_synonyms(std::shared_ptr<const query::Synonyms> synonyms);

  /// Columns to share with other engines of the same archive; at first it has its own, read for every state of the archive. Never null.
  void set_columns(std::shared_ptr<ColumnStore> columns);

  /// The same of the words that corrections are found among.
  void set_dictionaries(std::shared_ptr<DictionaryStore> dictionaries);

  /// Threads to share searches with; at first there are none. Never null.
  void set_idle_threads(std::shared_ptr<IdleThreads> idle);

  /// The archive that is searched: as it is now, or as state() has just found it.
  enum class Of { now, state };

  /// Code::refused (param "q") over a limit, Code::busy past the deadline. A page beyond the end has no hits and the right total.
  Result<SearchResults> search(const query::SearchRequest& request, Of of = Of::now);

  /// Code::not_found for an unknown id and for an article that is held back; Code::gone, with when and why, for one that was canceled or
  /// deleted.
  Result<article::Article> article(const std::string& id);

  /// The same with what matches the request's query marked in title and body. Also Code::refused as search().
  Result<MarkedArticle> marked(const std::string& id, const query::SearchRequest& request);

  /// The article of this address, written in whatever way means the same (article::normalise_url); of several the newest. Code::not_found.
  Result<article::Article> article_at(const std::string& url);

  /// Code::invalid (param "since") for a cursor that is none, or of another archive or a later state.
  Result<Changes> changes(const query::ChangesRequest& request);

  /// Articles about the same matter, never the article itself; `parsed` is empty, for no query was typed. Code::not_found and
  /// Code::gone as article().
  Result<SearchResults> related(const std::string& id, const query::RelatedRequest& request);

  /// The articles before and after this one among those of its source and section (and the sections below it), by date and then id: none
  /// for an article without a date, or without a source. Code::not_found for an unknown id.
  Result<Neighbours> neighbours(const article::Article& article);

  /// The days before and after this one (of precision day) that articles dated to the day have.
  Result<NeighbourDays> neighbour_days(const article::Date& day);

  /// `size` articles from `offset` on, the oldest first and undated ones last: an article keeps its place while newer ones come.
  Result<std::vector<Listed>> listing(std::uint64_t offset, std::uint32_t size);

  /// The next articles of the search from there on, as many as fit into a few megabytes, at most 500; page and cursor of the request are
  /// not looked at. Never falls back to any of the words.
  Result<Batch> walk(const query::SearchRequest& request, const query::Cursor& cursor);

  /// How the matches spread over time, from the archive's first date to its last or the request's. Never falls back to any of the words.
  /// Code::refused (param "interval") where that would be too many buckets.
  Result<Timeline> timeline(const query::TimelineRequest& request);

  /// While somebody types: within a few milliseconds, and only what articles that may be seen have. Fewer where time runs out.
  Result<Suggestions> suggest(const query::SuggestRequest& request);

  /// The archive as it is now. What any answer depends on is the id, the revision, and how many embargoes have passed since: a cache's key.
  struct State {
    std::string id;
    std::uint64_t revision = 0, embargoes_passed = 0;
    std::uint64_t articles = 0;  // that anybody may see
    bool operator==(const State&) const = default;
  };
  Result<State> state();

 private:
  Engine();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace backfile::search
