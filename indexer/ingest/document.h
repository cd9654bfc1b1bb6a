// Article -> Xapian document: terms, positions, values, stored form. The counterpart of server/query: both go by analysis and schema.
#pragma once
#include <xapian.h>
#include <cstddef>
#include <cstdint>
#include <string>

#include "indexer/analysis/analyzer.h"
#include "indexer/article/article.h"
#include "indexer/errors/error.h"
#include "indexer/glass/document.h"

namespace backfile::ingest {

/// What is known of a document once it is described.
struct Described {
  std::size_t memory = 0;       // about what it takes in Xapian's writer until it is written, in bytes
  std::size_t bulk_memory = 0;  // the same in a bulk load
  std::string refusal;          // why it is not written: too many different words; empty where it may be
};

/// A document ready for the single writer, and what that needs to know about it.
struct Prepared {
  std::string id;
  Xapian::Document document;
  std::size_t text_bytes = 0;
  std::size_t memory = 0;
  std::string refusal;
};

/// No document of so much text takes more memory than this while it is built and written (measured on words that are all different).
std::size_t most_memory(std::size_t text_bytes);

/// Different words and stems of one article. A book has a tenth of it; each takes about 350 bytes of memory while it is written.
inline constexpr std::size_t kMaxDifferentTerms = 400'000;

/// What keeps an article out: no title and no body, too much text (article::kMaxTextBytes). One sentence; empty where it may go in.
std::string why_refused(const article::Article& article);

/// Withheld, canceled, or under an embargo that has not passed yet: goes where no search looks.
bool is_held(const article::Article& article);

/// article.id must be the archive's id (article::assign_id) and article.language set where known. stored: article::encode(article).
/// digest: article::digest of the article as it was read (with its id, before its language was detected), by
/// which an unchanged article is known again. indexed_at: instant of this load. Field positions are kept apart by gaps, so that no phrase
/// crosses fields. Whatever `document` held is forgotten; where the article is refused it is incomplete.
struct Source {
  const article::Article& article;
  const std::string& stored;
  const std::string& digest;
  std::int64_t indexed_at;
};
Described describe(const Source& source, analysis::Analyzer& analyzer, glass::Document& document);

/// The same as a Xapian document.
Prepared build_document(const article::Article& article, const std::string& stored, const std::string& digest, std::int64_t indexed_at,
                        analysis::Analyzer& analyzer);

}  // namespace backfile::ingest
