// Page furniture: what stands around an article on a saved web page and is no part of it.
#pragma once
#include <string_view>

namespace backfile::wording {

enum class Furniture {
  none,
  menu,      // stands in menus, mostly above the article: `Home`, `Sign in`
  line,      // says nothing by itself: `Advertisement`, `Tweet`, `Your email address will not be published.`
  heading,   // begins a part of the page that is no article: `Related Posts`, `Share this:`
  author,    // begins a note on the author
  comments,  // may begin the readers' comments: `Comments`
  form,      // begins the readers' comments or the form for one: nothing of the article follows
};

/// line: trimmed, one line. A sentence that begins with such words (`Comments by the minister drew …`) is none.
Furniture furniture_of(std::string_view line);

/// Stands in no article's text wherever it is found: `Advertisement`, `Read more: Mayor faces questions`.
bool is_never_text(std::string_view line);

/// Stands between readers' comments: `Old Salt says:`, `2 days ago`, `Reply`.
bool is_comment_mark(std::string_view line);

}  // namespace backfile::wording
