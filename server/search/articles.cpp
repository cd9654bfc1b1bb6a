// One article by its id or its address.
#include "indexer/article/id.h"
#include "indexer/article/stored.h"
#include "indexer/store/look_up.h"
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
