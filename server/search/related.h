// What an article is about, as a query for others about the same.
#pragma once
#include <xapian.h>
#include <optional>
#include <string>

#include "server/query/plan.h"

namespace backfile::search {

/// Of one article of the archive, inside Reader::with: Xapian's errors go through to it.
struct Matter {
  Xapian::Query query;   // its best words, any of them, weighed by how much the article is about each
  query::PlanNode plan;  // the same words, for marks
};

/// The best words by tf·idf out of the article's own terms: stems where its language has them, else words; those of its title count twice.
/// Nothing where it shares no word with another article. language: the article's.
std::optional<Matter> matter_of(const Xapian::Database& database, Xapian::docid article, const std::string& language);

/// Sets `enquire` to what is like the article: by plain BM25, and only what weighs at least a fifth of what the article itself does, since
/// nearly every article shares some word with every other. Xapian's own total is exact where all documents are looked at.
void ask_related(Xapian::Enquire& enquire, const Xapian::Query& matter, const std::string& id, const query::SearchRequest& request,
                 const query::Visibility& visibility);

/// Articles at most so many days before or after `published`, which may be imprecise.
Xapian::Query published_around(const article::Date& published, std::uint32_t days);

}  // namespace backfile::search
