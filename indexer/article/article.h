// The article: what every reader produces and everything after it consumes.
#pragma once
#include <string>
#include <vector>

#include "indexer/article/date.h"
#include "indexer/article/scan.h"

namespace backfile::article {

enum class Status { usable, withheld, canceled };

struct Correction {
  Date date{};       // Precision::none where it bears none
  std::string text;  // plain text
  bool operator==(const Correction&) const = default;
};

/// All strings are valid UTF-8 without control characters other than newline. Empty means the material had none.
struct Article {
  std::string id;  // the record's own id as the material gives it; after assign_id, the archive's id
  std::string url;
  std::string source;   // the publication
  std::string section;  // a path, levels separated by '/': "japan/politics"
  std::vector<std::string> authors;
  std::vector<std::string> tags;
  std::vector<std::string> places;  // that the article is about, as the material names them
  std::string language;             // BCP 47, canonical (see language.h)
  std::string page;                 // "A1"
  std::string edition;
  std::string title, subtitle, summary;
  std::string body;                     // plain text, paragraphs separated by one blank line
  Date published, modified, embargoed;  // embargoed: invisible until then
  Status status = Status::usable;
  std::vector<Correction> corrections;
  Scan scan;  // of a digitised page; empty for what was never on paper
  bool operator==(const Article&) const = default;
};

/// Largest text of one article (title, subtitle, summary and body together), in bytes. Xapian takes 19 s and 1 GB of
/// memory for 50 MB (measured), so more than this is refused.
inline constexpr std::size_t kMaxTextBytes = 10u << 20;

}  // namespace backfile::article
