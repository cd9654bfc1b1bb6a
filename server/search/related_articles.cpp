// A search for what is like an article: no query text, else as any other search.
#include "indexer/article/id.h"
#include "indexer/article/stored.h"
#include "server/search/engine_impl.h"
#include "server/search/related.h"

namespace backfile::search {

// False where there is no such article to be seen.
bool Engine::Impl::match_related(const std::string& id, const query::RelatedRequest& request, const Deadline& deadline, Matched& matched) {
  const auto searched = this->searched();
  const auto& [database, visibility] = searched;
  const auto posted = stored_of(database, id);
  const auto article = posted ? article::decode(posted->stored, article::Boxes::without) : fail(Code::not_found, "");
  if (!article || hidden(*article)) return false;
  matched.match = query::Match::any;
  auto matter = matter_of(database, posted->docid, article->language);
  if (!matter) return true;
  matched.plan.root = std::move(matter->plan);
  if (request.days && article->published)
    matter->query = {Xapian::Query::OP_FILTER, matter->query, published_around(article->published, *request.days)};
  if (request.days && !article->published) matched.plan.warnings.push_back("The article has no date, so days was ignored.");
  Xapian::Enquire enquire(database);
  ask_related(enquire, matter->query, id, request.search, visibility);
  take_page({database, enquire, rows(searched, deadline)}, request.search, deadline, true, matched);
  return true;
}

Result<SearchResults> Engine::related(const std::string& id, const query::RelatedRequest& request) {
  const auto start = Deadline::Clock::now();
  const Deadline deadline = impl_->deadline_from(start);
  if (!article::is_url_safe(id)) return unknown_article();
  Matched matched;
  Result<bool> known;
  try {
    known = impl_->reader->with([&](Xapian::Database&) {
      matched = {};
      return impl_->match_related(id, request, deadline, matched);
    });
  } catch (const DeadlinePassed&) {
    return too_slow();
  }
  if (!known) return tl::unexpected<Error>(known.error());
  if (!*known) {
    const auto why = article(id);
    return why ? unknown_article() : tl::unexpected<Error>(why.error());
  }
  return impl_->results(request.search, matched, start);
}

}  // namespace backfile::search
