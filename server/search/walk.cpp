#include "server/search/walk.h"

#include "indexer/article/stored.h"
#include "server/query/cursor.h"
#include "server/search/archive_words.h"
#include "server/search/engine_impl.h"
#include "server/search/ranking.h"

namespace backfile::search {
namespace {

constexpr Xapian::doccount kMostArticles = 500;
constexpr std::size_t kMostBytes = 8u << 20;  // of stored articles; one at least is always taken

struct Raw {
  std::vector<std::string> stored;
  std::optional<query::Cursor> next;
};

Raw take(const Xapian::MSet& mset, query::Sort order) {
  Raw raw;
  std::size_t bytes = 0, taken = 0;
  std::string last;
  for (auto i = mset.begin(); i != mset.end() && taken < kMostArticles && bytes < kMostBytes; ++i, ++taken) {
    const auto document = i.get_document();
    raw.stored.push_back(document.get_data());
    bytes += raw.stored.back().size();
    last = document.get_value(query::slot_of(order));
  }
  if (taken < mset.size()) raw.next = query::after(order, std::move(last));
  return raw;
}

}  // namespace

Result<Batch> Engine::walk(const query::SearchRequest& request, const query::Cursor& cursor) {
  const Deadline deadline = impl_->deadline_from(Deadline::Clock::now());
  auto parsed = query::parse(request.q, request.limits);
  if (!parsed) return tl::unexpected<Error>(parsed.error());
  std::optional<Error> refusal;
  Result<Raw> raw;
  try {
    raw = impl_->reader->with([&](Xapian::Database& visible) -> Raw {
      // Not by columns: engines that exports alone use have none, and are not to read some.
      ArchiveWords words(Terms(visible), *impl_->reader, deadline);
      const Matched matched = impl_->planned(request, *parsed, impl_->planning(request, words));
      refusal = matched.refusal;
      if (refusal || matched.plan.root.kind == query::PlanNode::Kind::nothing) return {};
      const auto searched = impl_->searched();
      Xapian::Enquire enquire(searched.database);
      set_ranking(enquire, cursor.order);
      const auto found =
          query::restrict(query::to_xapian(matched.plan.root, matched.match == query::Match::any, impl_->rows(searched, deadline)), request,
                          searched.visibility);
      enquire.set_query(query::beyond(cursor, found));
      return take(enquire.get_mset(0, kMostArticles + 1, 0, nullptr, &deadline), cursor.order);
    });
  } catch (const DeadlinePassed&) {
    return too_slow();
  }
  if (refusal) return tl::unexpected<Error>(*refusal);
  if (!raw) return tl::unexpected<Error>(raw.error());
  Batch batch{{}, raw->next};
  for (const auto& stored : raw->stored) {
    auto article = article::decode(stored, article::Boxes::without);
    if (!article) return tl::unexpected<Error>(article.error());
    batch.articles.push_back(std::move(*article));
  }
  return batch;
}

}  // namespace backfile::search
