// Articles as lines of a file: native JSON, CSV (RFC 4180) or plain ids.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/article.h"
#include "server/query/narrow_request.h"

namespace backfile::render {

class Rows {
 public:
  /// fields: of native JSON; empty: all of them, in CSV those that make a table.
  Rows(query::RowFormat format, std::vector<std::string> fields);

  const char* content_type() const;
  const char* file_name() const;
  /// Before the first row: the names of CSV's columns; else empty.
  std::string head() const;
  /// With its line end. CSV: several values of one field stand between "; "; a cell that a spreadsheet would take for a formula, or that
  /// begins with a control character, gets an apostrophe in front.
  std::string row(const article::Article& article) const;

 private:
  const query::RowFormat format_;
  const std::vector<std::string> fields_;
};

}  // namespace backfile::render
