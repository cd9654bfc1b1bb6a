// What one part of a page (its JSON-LD, its meta tags …) says about the article.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article/date.h"

namespace backfile::page {

/// One line each; empty for what is not said. Authors and tags as they were written, not yet split into names.
struct Said {
  std::string title, subtitle, summary, section, source, url, language;
  std::vector<std::string> authors, tags;
  std::vector<std::string> groups;  // authors that are said to be organisations
  article::Date published, modified;
};

/// A value as one line of clean text: entities that were encoded twice are decoded, markup goes.
std::string value_line(std::string_view value);

/// `text` if `field` is still empty.
void say(std::string& field, std::string_view text);

/// Adds what is not there yet; at most 100.
void say(std::vector<std::string>& field, std::string_view text);

/// The date of a value that should be nothing but a date, at least a year; else none. Also seconds since 1970, in seconds or milliseconds.
article::Date date_of(std::string_view value, std::string_view language);

}  // namespace backfile::page
