// Fields of an article as the readers of news exchange formats fill them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/article.h"
#include "indexer/markup/tree.h"

namespace backfile::readers {

/// Of one list of an article: more is no news, and each is compared with all before it.
inline constexpr std::size_t kMaxListed = 500;

/// Unless it is empty or there already, or the list is full.
void add_once(std::string text, std::vector<std::string>& list);

void set_if_empty(std::string& field, std::string text);

/// The names of a byline.
void add_authors(const std::string& byline, article::Article& article);

/// The same for an element that holds nothing but names: none is dropped for looking like a newspaper's.
void add_persons(const std::string& names, article::Article& article);

/// `By Ian Jones, Press Association`: who publishes is no author.
void drop_source_from_authors(article::Article& article);

/// `By Jane Doe` as the first paragraph of the body goes to the authors.
void take_byline(std::string& body, article::Article& article);

/// The article's headline, again over the text.
void drop_repeated_title(std::string& body, const article::Article& article);

/// A summary that is the headline, perhaps with a slug before it: `CITY-FLOOD/:River in flood again`.
void drop_repeated_summary(article::Article& article);

/// The first of the texts that is a date.
article::Date first_date(std::initializer_list<std::string_view> texts);

/// Keeps `date` as modification where it comes after publication; as publication where there is none.
void set_modified(const article::Date& date, article::Article& article);

/// Keeps the release as an embargo where it comes after what the article itself says of its publication (or there is nothing).
void set_embargo(const article::Date& release, article::Article& article);

/// The descendants of that name that are not within one another, so that the text of each is taken once.
std::vector<const markup::Node*> outermost(const markup::Node& top, std::string_view element);

/// The clean value of an attribute.
std::string value_of(const markup::Node& element, std::string_view attribute);

/// True for what stands for a name without being one: a letter or two, three or four capitals or digits (`IND`, `HHH`, `f`), a number.
bool is_code(std::string_view text);

/// A record's language from its own tag.
void set_language(std::string_view tag, article::Article& article);

}  // namespace backfile::readers
