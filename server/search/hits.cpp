#include "server/search/hits.h"

#include <algorithm>
#include <utility>

#include "indexer/article/stored.h"
#include "server/search/explain.h"

namespace backfile::search {
namespace {

bool wants(const query::SearchRequest& request, std::string_view field) {
  return request.fields.empty() || std::find(request.fields.begin(), request.fields.end(), field) != request.fields.end();
}

// From the body; from the summary or subtitle where only they answer the query, or there is no body.
std::vector<Highlighted> snippets(Highlighter& highlighter, const PlanMatchers& plan, const article::Article& article,
                                  std::string_view body, const SnippetOptions& options) {
  auto best = highlighter.snippets(plan, body, article.language, options);
  for (const std::string* other : {&article.summary, &article.subtitle}) {
    if (!best.empty() && !best.front().marks.empty()) break;
    auto found = highlighter.snippets(plan, *other, article.language, options);
    if (best.empty() || (!found.empty() && !found.front().marks.empty())) best = std::move(found);
  }
  return best;
}

std::optional<Hit> hit(const query::SearchRequest& request, const PlanMatchers& plan, const SnippetOptions& options, const Found& found,
                       Workbench& bench) {
  auto article = [&] {
    const Stages::In in(bench.stages, Stage::fetch);
    return article::decode(found.stored, article::Boxes::without);
  }();
  if (!article) return std::nullopt;
  Hit hit;
  hit.article = std::move(*article);
  if (request.explain) hit.explanation = {explained_matches(plan.plan(), hit.article, bench.analyzer), found.parts};
  const std::string body = std::exchange(hit.article.body, {});
  hit.score = found.score;
  hit.indexed = found.indexed;
  if (wants(request, "title_html"))
    hit.title_html = bench.highlighter.whole(plan, hit.article.title, hit.article.language, schema::Field::title).html;
  if (wants(request, "snippets")) hit.snippets = snippets(bench.highlighter, plan, hit.article, body, options);
  return hit;
}

// One at least is the caller's.
std::size_t threads_for(std::size_t articles) { return articles < 3 ? 0 : articles - 1; }

}  // namespace

Hits::Hits(const query::SearchRequest& request, const query::PlanNode& plan, unsigned snippet_length, std::vector<Found> found,
           IdleThreads& idle)
    : request_(request),
      plan_(plan),
      snippet_length_(snippet_length),
      found_(std::move(found)),
      made_(found_.size()),
      parts_(found_.size()),
      offer_(idle, threads_for(found_.size()), [this](Workbench& bench) { make(bench); }) {}

void Hits::make(Workbench& bench) {
  const PlanMatchers plan(plan_);
  const SnippetOptions options{request_.snippets, request_.snippet_length.value_or(snippet_length_)};
  while (const auto part = parts_.next()) made_[*part] = hit(request_, plan, options, found_[*part], bench);
}

Hits::Made Hits::take(Workbench& bench) {
  const Stages::In in(bench.stages, Stage::marks);
  make(bench);
  offer_.end();
  Made made;
  for (auto& one : made_) {
    if (one)
      made.hits.push_back(std::move(*one));
    else
      ++made.unreadable;
  }
  return made;
}

}  // namespace backfile::search
