// Query text -> tree -> plan -> Xapian -> the page's articles -> marks and snippets. What touches the database runs inside Reader::with,
// which may run it more than once; what follows works on copies.
#include "server/search/engine.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "indexer/article/id.h"
#include "indexer/article/language.h"
#include "indexer/article/stored.h"
#include "indexer/store/open_files.h"
#include "server/search/archive_words.h"
#include "server/search/engine_impl.h"
#include "server/search/facets.h"
#include "server/search/newest_day.h"

namespace backfile::search {

namespace {

using query::Match;

constexpr std::size_t kLongestCorrected = 2048;      // bytes of a query that a person may have typed
constexpr std::size_t kMaxPendingBytes = 32u << 20;  // a hundred articles may each hold 10 MB

// Base tags of the languages whose stems a word may have: those asked for, else those the archive holds.
std::vector<std::string> languages(const query::SearchRequest& request, store::Reader& reader) {
  std::vector<std::string> bases;
  const auto filter = request.filters.find(schema::Field::language);
  if (filter != request.filters.end() && !filter->second.wanted.empty()) {
    for (const auto& tag : filter->second.wanted) bases.emplace_back(article::base_language(tag));
  } else {
    for (const auto& count : reader.languages()) bases.push_back(count.language);
  }
  std::sort(bases.begin(), bases.end());
  bases.erase(std::unique(bases.begin(), bases.end()), bases.end());
  return bases;
}

}  // namespace

std::optional<Posted> stored_of(const Xapian::Database& database, const std::string& id) {
  const auto term = schema::id_term(id);
  const auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return std::nullopt;
  return Posted{*posting, database.get_document(*posting).get_data()};
}

tl::unexpected<Error> unknown_article() { return fail(Code::not_found, "There is no article with this id.", "id"); }

tl::unexpected<Error> too_slow() {
  return fail(Code::busy, "The search took longer than this server allows; a narrower one, by date or with more words, may be answered.",
              "q");
}

bool hidden(const article::Article& article) {
  if (article.status != article::Status::usable) return true;
  return article.embargoed && article::instant(article.embargoed) > article::now_instant();
}

Engine::Impl::Searched Engine::Impl::searched() {
  const std::int64_t now = article::now_instant();
  Xapian::Database& database = reader->matching(now);
  return {database, {now, reader->doubled()}};
}

void Engine::Impl::run(const query::SearchRequest& request, bool any, const Deadline& deadline, Matched& matched) {
  deadline.check();
  if (!run_locally(request, any, deadline, matched)) run_by_xapian(request, any, deadline, matched);
}

Recency Engine::Impl::recency(const Xapian::Database& visible, const query::SearchRequest& request) {
  const double points = request.recency.value_or(limits.recency);
  if (points <= 0) return {};
  if (newest.archive != reader->archive_id() || newest.revision != reader->revision())
    newest = {reader->archive_id(), reader->revision(), newest_day(visible)};
  return newest.day ? Recency{points, *newest.day} : Recency{};
}

void Engine::Impl::pend(Found found, const query::SearchRequest& request, Matched& matched) {
  matched.pending_bytes += found.stored.size();
  matched.pending.push_back(std::move(found));
  if (matched.pending_bytes < kMaxPendingBytes) return;
  begin_hits(request, matched);
  take_hits(matched);
}

query::PlanContext Engine::Impl::planning(const query::SearchRequest& request, query::Vocabulary& words) {
  std::uint64_t with_language = 0;
  for (const auto& count : reader->languages()) with_language += count.articles;
  const auto filter = request.filters.find(schema::Field::language);
  const bool narrowed = filter != request.filters.end() && !filter->second.wanted.empty();
  // Which languages those have whose embargo has passed is not known.
  const bool others = with_language < reader->database().get_doccount() || &searched().database != &reader->database();
  return {languages(request, *reader), words,   request.in_title ? schema::Field::title : schema::Field::body, limits.max_expansions,
          !narrowed && others,         narrowed};
}

query::Parsed Engine::Impl::asked(const query::SearchRequest& request, const query::Parsed& typed) {
  return request.synonyms ? query::with_synonyms(typed, *synonyms, bench.analyzer, request.limits) : typed;
}

Matched Engine::Impl::planned(const query::SearchRequest& request, const query::Parsed& parsed, const query::PlanContext& planning) {
  const Stages::In in(bench.stages, Stage::plan);
  Matched matched;
  matched.match = request.match == Match::any ? Match::any : Match::all;
  matched.asked = asked(request, parsed);
  auto plan = query::make_plan(matched.asked.root, planning, bench.analyzer);
  if (plan)
    matched.plan = std::move(*plan);
  else
    matched.refusal = plan.error();
  return matched;
}

void Engine::Impl::match(const query::SearchRequest& request, const query::Parsed& parsed, const Deadline& deadline, Matched& matched) {
  using Kind = query::PlanNode::Kind;
  ArchiveWords words(terms(), *reader, deadline);
  const auto planning = this->planning(request, words);
  matched = planned(request, parsed, planning);
  if (matched.refusal) return;
  if (matched.plan.root.kind == Kind::nothing) {
    matched.facets = Facets(request, offered, bench.stages).results();
    return;
  }
  run(request, matched.match == Match::any, deadline, matched);
  const auto found = matched.total;
  const auto& typed = matched.plan.root.kind == Kind::synonyms ? matched.plan.root.children.front() : matched.plan.root;
  if (matched.total == 0 && !request.cursor && request.match == Match::automatic && parsed.plain && typed.kind == Kind::all) {
    run(request, true, deadline, matched);
    if (matched.total > 0) {
      matched.match = Match::any;
      matched.plan.warnings.push_back("No article has all of these words; these have some of them.");
    }
  }
  begin_hits(request, matched);
  if (request.corrections && parsed.root.kind != query::NodeKind::everything && request.q.size() <= kLongestCorrected) {
    const Stages::In in(bench.stages, Stage::correction);
    try {
      matched.did_you_mean = did_you_mean(request, planning, words, parsed.root, found, deadline);
    } catch (const DeadlinePassed&) {
      // What was found is answered in time, without it.
    }
  }
}

void Engine::Impl::begin_hits(const query::SearchRequest& request, Matched& matched) {
  if (matched.pending.empty()) return;
  matched.making = std::make_unique<Hits>(request, matched.plan.root, limits.snippet_length, std::exchange(matched.pending, {}), *idle);
  matched.pending_bytes = 0;
}

void Engine::Impl::take_hits(Matched& matched) {
  if (!matched.making) return;
  auto made = matched.making->take(bench);
  matched.making.reset();
  std::move(made.hits.begin(), made.hits.end(), std::back_inserter(matched.hits));
  matched.unreadable += made.unreadable;
}

Engine::Engine() : impl_(std::make_unique<Impl>()) {}
Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::open(const std::string& archive, const EngineLimits& limits) {
  store::allow_many_open_files();  // an engine has four or five for each of the archive's databases
  auto reader = store::Reader::open(archive);
  if (!reader) return tl::unexpected<Error>(reader.error());
  std::unique_ptr<Engine> engine(new Engine);
  engine->impl_->limits = limits;
  engine->impl_->reader = std::move(*reader);
  return engine;
}

void Engine::set_columns(std::shared_ptr<ColumnStore> columns) { impl_->column_store = std::move(columns); }

void Engine::set_dictionaries(std::shared_ptr<DictionaryStore> dictionaries) { impl_->dictionaries = std::move(dictionaries); }

void Engine::set_idle_threads(std::shared_ptr<IdleThreads> idle) { impl_->idle = std::move(idle); }

void Engine::set_synonyms(std::shared_ptr<const query::Synonyms> synonyms) { impl_->synonyms = std::move(synonyms); }

Result<SearchResults> Engine::search(const query::SearchRequest& request, Of of) {
  const auto start = Deadline::Clock::now();
  const Deadline deadline = impl_->deadline_from(start);
  impl_->bench.stages.start();
  auto parsed = [&] {
    const Stages::In in(impl_->bench.stages, Stage::parse);
    return query::parse(request.q, request.limits);
  }();
  if (!parsed) return tl::unexpected<Error>(parsed.error());

  const IdleThreads::Running running(*impl_->idle);
  std::optional<Matched> matched;
  Result<void> met;
  try {
    met = impl_->reader->with([&](Xapian::Database&) { impl_->match(request, *parsed, deadline, matched.emplace()); }, of == Of::now);
  } catch (const DeadlinePassed&) {
    return too_slow();
  }
  if (!met) return tl::unexpected<Error>(met.error());
  if (matched->refusal) return tl::unexpected<Error>(*matched->refusal);

  auto results = impl_->results(request, *matched, start);
  results.parsed = matched->asked.canonical;
  results.warnings.insert(results.warnings.begin(), matched->asked.warnings.begin(), matched->asked.warnings.end());
  return results;
}

SearchResults Engine::Impl::results(const query::SearchRequest& request, Matched& matched, Deadline::Clock::time_point start) {
  SearchResults results;
  results.match = matched.match;
  results.did_you_mean = std::move(matched.did_you_mean);
  results.warnings = matched.plan.warnings;
  results.total = matched.total;
  results.next_cursor = std::move(matched.next_cursor);
  begin_hits(request, matched);
  take_hits(matched);
  results.hits = std::move(matched.hits);
  results.facets = std::move(matched.facets);
  if (matched.unreadable > 0) {
    results.warnings.push_back(std::to_string(matched.unreadable) +
                               " of these articles cannot be read: the archive is damaged (backfile-indexer check).");
  }
  results.index_id = reader->archive_id();
  results.revision = reader->revision();
  results.took_ms = std::chrono::duration<double, std::milli>(Deadline::Clock::now() - start).count();
  results.stages = bench.stages.taken();
  return results;
}

Result<Engine::State> Engine::state() {
  State state;
  const auto looked = impl_->reader->with([&](Xapian::Database& database) {
    state.embargoes_passed = impl_->reader->embargoes_passed(article::now_instant());
    state.articles = database.get_doccount() + state.embargoes_passed;
  });
  if (!looked) return tl::unexpected<Error>(looked.error());
  state.id = impl_->reader->archive_id();
  state.revision = impl_->reader->revision();
  return state;
}

}  // namespace backfile::search
