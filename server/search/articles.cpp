// One article by its id or its address.
#include "indexer/article/id.h"
#include "indexer/article/stored.h"
#include "indexer/store/look_up.h"
#include "server/search/archive_words.h"
#include "server/search/engine_impl.h"
#include "server/search/ranking.h"

namespace backfile::search {
namespace {

// For a canceled article, what its last correction says is why.
std::string gone_sentence(const store::Known& known) {
  const bool canceled = known.state == store::Known::State::canceled;
  std::string reason = known.data;
  if (canceled) {
    const auto article = article::decode(known.data, article::Boxes::without);
    reason = article && !article->corrections.empty() ? article->corrections.back().text : "";
  }
  const std::string sentence =
      std::string("This article was ") + (canceled ? "canceled" : "deleted") + " on " + article::to_iso(article::from_instant(known.since));
  return sentence + (reason.empty() ? "." : ": " + reason);
}

}  // namespace

Result<article::Article> Engine::article(const std::string& id) {
  if (!article::is_url_safe(id)) return unknown_article();
  const auto known = impl_->reader->with([&](Xapian::Database&) { return store::look_up(*impl_->reader, id, article::now_instant()); });
  if (!known) return tl::unexpected<Error>(known.error());
  if (!*known) return unknown_article();
  if ((*known)->state == store::Known::State::visible) return article::decode((*known)->data, article::Boxes::without);
  return fail(Code::gone, gone_sentence(**known), "id");
}

Result<MarkedArticle> Engine::marked(const std::string& id, const query::SearchRequest& request) {
  const Deadline deadline = impl_->deadline_from(Deadline::Clock::now());
  auto parsed = query::parse(request.q, request.limits);
  if (!parsed) return tl::unexpected<Error>(parsed.error());
  auto found = article(id);
  if (!found) return tl::unexpected<Error>(found.error());
  Result<Matched> planned;
  try {
    planned = impl_->reader->with([&](Xapian::Database&) {
      ArchiveWords words(impl_->terms(), *impl_->reader, deadline);
      return impl_->planned(request, *parsed, impl_->planning(request, words));
    });
  } catch (const DeadlinePassed&) {
    return too_slow();
  }
  if (!planned) return tl::unexpected<Error>(planned.error());
  if (planned->refusal) return tl::unexpected<Error>(*planned->refusal);
  const auto& plan = planned->plan.root;
  MarkedArticle marked{std::move(*found), {}, {}};
  marked.title = impl_->bench.highlighter.whole(plan, marked.article.title, marked.article.language, schema::Field::title);
  marked.body = impl_->bench.highlighter.whole(plan, marked.article.body, marked.article.language, schema::Field::body);
  return marked;
}

Result<article::Article> Engine::article_at(const std::string& url) {
  const Xapian::Query at(schema::exact_term(schema::Field::url, url));
  const auto stored = impl_->reader->with([&](Xapian::Database&) {
    const auto [database, visibility] = impl_->searched();
    Xapian::Enquire enquire(database);
    enquire.set_query(query::restrict(at, {}, visibility));
    set_ranking(enquire, query::Sort::newest);
    const auto mset = enquire.get_mset(0, 1);
    return mset.empty() ? std::string() : mset.begin().get_document().get_data();
  });
  if (!stored) return tl::unexpected<Error>(stored.error());
  if (stored->empty()) return fail(Code::not_found, "No article has this address.", "url");
  return article::decode(*stored, article::Boxes::without);
}

}  // namespace backfile::search
