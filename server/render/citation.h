// An article as a reference for reading lists and papers: what reference managers import, and what people paste.
#pragma once
#include <string>
#include <string_view>

#include "indexer/article/article.h"

namespace backfile::render {

/// RIS, type NEWS, lines end with CR LF. address: of the article's page in this archive; url of the article itself goes before it.
std::string ris(const article::Article& article, std::string_view address);

/// One @article entry of UTF-8; what LaTeX takes for commands is escaped.
std::string bibtex(const article::Article& article, std::string_view address);

/// One line: Author, "Title", Source, date, page. Address.
std::string plain_citation(const article::Article& article, std::string_view address);

/// schema.org NewsArticle as JSON for a <script type="application/ld+json">: nothing in it can end that element or begin a comment.
std::string news_article(const article::Article& article, std::string_view address);

}  // namespace backfile::render
