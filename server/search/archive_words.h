// The archive's words, as one snapshot has them: what wildcards and letters off stand for, and how common a word is.
#pragma once
#include <xapian.h>
#include <utility>

#include "indexer/store/reader.h"
#include "server/query/vocabulary.h"
#include "server/search/deadline.h"
#include "server/search/terms.h"

namespace backfile::search {

/// For one search, inside Reader::with: Xapian's errors go through to it, and DeadlinePassed out of a long walk over the words.
class ArchiveWords : public query::Vocabulary {
 public:
  ArchiveWords(Terms its_terms, store::Reader& reader, const Deadline& deadline)
      : terms(std::move(its_terms)), database_(terms.database), reader_(reader), deadline_(deadline) {}

  const Terms terms;

  std::vector<std::string> matching(schema::Field scope, std::string_view pattern, std::size_t most) override;
  std::vector<std::string> similar(schema::Field scope, std::string_view folded, int letters, std::size_t most) override;
  Share share(std::string_view language, std::string_view term, std::string_view stem) override;

 private:
  const Xapian::Database& database_;
  store::Reader& reader_;
  const Deadline& deadline_;
};

}  // namespace backfile::search
