// A body of any number of articles: read record by record, applied in batches, in bounded memory.
#pragma once
#include <functional>
#include <optional>

#include "indexer/source/source.h"
#include "server/writing/outcome.h"
#include "server/writing/updates.h"

namespace backfile::writing {

struct Taken {
  Totals totals;
  std::optional<Error> error;  // why the archive took no more; what totals counts is settled all the same
};

/// Reads JSON (one article, a list of them, or one a line) to the end of the stream or to an error of the archive. Each batch is durable
/// before the next is read. on_outcome: called for every record, in their order. Where the stream fails, what came whole before is applied.
Taken take_articles(source::ByteStream& bytes, Updates& updates, const std::function<void(const RecordOutcome&)>& on_outcome);

/// One article, or why there is none.
struct OneArticle {
  std::optional<article::Article> article;
  std::string reason;   // where there is no article
  std::string warning;  // about the article
  bool several = false;
  std::optional<Error> error;  // Code::busy: nothing is wrong with the article
};
OneArticle read_one_article(source::ByteStream& bytes, Updates& updates);

}  // namespace backfile::writing
