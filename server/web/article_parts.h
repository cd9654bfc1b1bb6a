// The parts of an article's page. Each is empty where there is nothing to show.
#pragma once
#include "server/web/article_page.h"

namespace backfile::web {

/// Marked HTML whose marks have ids, m1, m2, …: links lead to them.
class NumberedMarks {
 public:
  /// html: escaped text with <mark>…</mark>, of search::Highlighted. Numbers go on from the last call's.
  std::string numbered(std::string_view html);
  std::size_t count() const { return count_; }

 private:
  std::size_t count_ = 0;
};

/// A <p> for each paragraph: marked HTML, in which a blank line separates them. A mark that crosses one is closed and opened again.
Html paragraphs(const std::string& html);

/// How many matches there are, with links to them, and the way back to the results.
Html match_bar(const Frame& frame, const std::string& q, std::size_t marks);

/// What is known of the article beside its text: source, section, page, edition, tags, …
Html facts(const Frame& frame, const article::Article& article);

Html neighbours_nav(const Frame& frame, const article::Article& article, const search::Neighbours& neighbours);
Html related_list(const Frame& frame, const std::vector<search::Hit>& related);
Html citations(const Frame& frame, const article::Article& article);

}  // namespace backfile::web
